/** Owns how a chat is cut into blocks: days, the unread mark, albums, single messages. */

/**
 * @typedef {import("./doors.js").Message} Message
 * @typedef {{key: string, kind: "day"|"unread"|"messages", messages: Message[], at?: Date, follows: boolean}} Block
 */

/**
 * @param {Message[]} messages in the order of the chat
 * @param {(date: Date) => string} dayOf
 * @param {number|null} unreadFrom the first unread message, or null
 * @returns {Block[]}
 */
export function blocksOf(messages, dayOf, unreadFrom) {
  /** @type {Block[]} */
  const blocks = [];
  let previous = null;
  for (const message of messages) {
    if (!previous || dayOf(previous.at) !== dayOf(message.at)) {
      blocks.push({ key: `day-${dayOf(message.at)}-${message.id}`, kind: "day", messages: [], at: message.at, follows: false });
      previous = null;
    }
    if (message.id === unreadFrom) {
      blocks.push({ key: "unread", kind: "unread", messages: [], follows: false });
      previous = null;
    }
    const last = blocks.at(-1);
    if (previous && message.album && message.album === previous.album) {
      last.messages.push(message);
    } else {
      const follows = Boolean(previous) && previous.mine === message.mine;
      blocks.push({ key: `message-${message.id}`, kind: "messages", messages: [message], follows });
    }
    previous = message;
  }
  return blocks;
}

/** Whether two blocks would be drawn alike. @param {Block} a @param {Block} b */
export function alike(a, b) {
  return a.follows === b.follows && a.messages.length === b.messages.length
    && a.messages.every((message, n) => message === b.messages[n]);
}
