"""Texts become what Telegram makes of them: plain text, entities in UTF-16 units, errors."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.drawing import to_html
from bot.simulator.entities import format_text
from bot.simulator.refusals import ApiError

Entity = tuple[Any, ...]


def entities(text: str, parse_mode: str = "HTML") -> tuple[str, list[Entity]]:
    """The plain text and its entities as short tuples."""
    formatted = format_text(text, parse_mode)
    return formatted.text, [
        (one["type"], one["offset"], one["length"], *list(one.values())[3:])
        for one in formatted.entities
    ]


def refusal(text: str, parse_mode: str = "HTML") -> str:
    """The words in which a text is refused."""
    with pytest.raises(ApiError) as caught:
        format_text(text, parse_mode)
    assert caught.value.code == 400
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("source", "plain", "found"),
    [
        ("<b>请</b>反馈", "请反馈", [("bold", 0, 1)]),
        ("😀<i>进展</i>", "😀进展", [("italic", 2, 2)]),
        ("a &lt;b&gt; &amp; &#20013;", "a <b> & 中", []),
        ("&nbsp; stays", "&nbsp; stays", []),
        ("<b><i>ab</i></b>", "ab", [("bold", 0, 2), ("italic", 0, 2)]),
        (
            '<a href="https://e.cn/?a=1&amp;b=2">x</a>',
            "x",
            [("text_link", 0, 1, "https://e.cn/?a=1&b=2")],
        ),
        ("<a href=e.cn>x</a>", "x", [("text_link", 0, 1, "http://e.cn/")]),
        ("<a>not an address</a>", "not an address", []),
        ('<pre><code class="language-py">1</code></pre>', "1", [("pre", 0, 1, "py")]),
        ("<code>&lt;</code>", "<", [("code", 0, 1)]),
        (
            "<s>a</s><u>b</u><tg-spoiler>c</tg-spoiler>",
            "abc",
            [("strikethrough", 0, 1), ("underline", 1, 1), ("spoiler", 2, 1)],
        ),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("  <b> a </b>\n ", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<B>a</>", "a", [("bold", 0, 1)]),
        ("a\r\nb\tc", "a\nb c", []),
    ],
)
def test_html(source: str, plain: str, found: list[Entity]) -> None:
    assert entities(source) == (plain, found)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("改<b", "Unclosed start tag at byte offset 3"),
        ("改<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<i =x>", 'Empty attribute name in the tag "i" at byte offset 0'),
        (
            "<i x>",
            'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0',
        ),
        ("<i x=", 'Unclosed start tag "i" at byte offset 0'),
        ("<i x=a,b>", "Unexpected end of name token at byte offset 5"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    assert refusal(source) == words


@pytest.mark.parametrize(
    ("source", "plain", "found"),
    [
        ("*请*反馈", "请反馈", [("bold", 0, 1)]),
        ("😀_进展_", "😀进展", [("italic", 2, 2)]),
        (
            "__u__ ~s~ ||p||",
            "u s p",
            [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)],
        ),
        (r"1\. 报告\!", "1. 报告!", []),
        ("`a_b`", "a_b", [("code", 0, 3)]),
        ("```py\nx\n```", "x", [("pre", 0, 1, "py")]),
        (r"[x](https://e.cn/\))", "x", [("text_link", 0, 1, "https://e.cn/)")]),
        (">引\nb", "引\nb", [("blockquote", 0, 2)]),
    ],
)
def test_markdown(source: str, plain: str, found: list[Entity]) -> None:
    assert entities(source, "MarkdownV2") == (plain, found)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1.", r"Character '.' is reserved and must be escaped with the preceding '\'"),
        ("改*b", "Can't find end of Bold entity at byte offset 3"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        ("```py ", "Can't find end of PreCode entity at byte offset 0"),
    ],
)
def test_markdown_is_refused_in_telegrams_words(source: str, words: str) -> None:
    assert refusal(source, "MarkdownV2") == words


@pytest.mark.parametrize(
    ("source", "plain", "found"),
    [
        ("*请*反馈 _x_", "请反馈 x", [("bold", 0, 1), ("italic", 4, 1)]),
        ("1. a-b! \\_c", "1. a-b! _c", []),
        ("*a _b*", "a _b", [("bold", 0, 4)]),
        ("`a` ```py\nb```", "a b", [("code", 0, 1), ("pre", 2, 1, "py")]),
        ("[x](https://e.cn/) [y]", "x y", [("text_link", 0, 1, "https://e.cn/")]),
    ],
)
def test_old_markdown(source: str, plain: str, found: list[Entity]) -> None:
    assert entities(source, "Markdown") == (plain, found)


def test_old_markdown_is_refused_in_telegrams_words() -> None:
    words = "Can't find end of the entity starting at byte offset 3"
    assert refusal("改_b", "Markdown") == words


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        format_text("a", "Word")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("/start@a_bot now", [("bot_command", 0, 12)]),
        ("请发 /tasks 查看", [("bot_command", 3, 6)]),
        ("a/b 1/2", []),
        ("见 https://e.cn/a?b=1。", [("url", 2, 18)]),
        ("see e.com, or @someone #改革", [("url", 4, 5), ("mention", 14, 8), ("hashtag", 23, 3)]),
        ("写信给 a.b@e.cn", [("email", 4, 8)]),
        ("2026.11.20 报 3.5 分", []),
        ("https://e.cn/#fragment", [("url", 0, 22)]),
    ],
)
def test_links_are_found_without_markup(source: str, found: list[Entity]) -> None:
    assert entities(source, "")[1] == found


def test_nothing_is_found_inside_code_or_links() -> None:
    text, found = entities('<code>/start</code> <a href="e.cn">@someone</a>')
    assert (text, [one[0] for one in found]) == ("/start @someone", ["code", "text_link"])


def test_entities_given_beside_the_text_are_trimmed_with_it() -> None:
    formatted = format_text("  改革 ", "", [{"type": "bold", "offset": 0, "length": 5}])
    assert formatted.fields("text") == {
        "text": "改革",
        "entities": [{"offset": 0, "length": 2, "type": "bold"}],
    }


@pytest.mark.parametrize(
    "source",
    [
        "<b>请</b>反馈 &lt;3",
        "😀<i>进<b>展</b></i>",
        '<a href="https://e.cn/">x</a> <code>y</code>',
        '<pre><code class="language-py">1 &lt; 2</code></pre>',
    ],
)
def test_drawing_is_the_reverse_of_parsing(source: str) -> None:
    formatted = format_text(source, "HTML")
    assert to_html(formatted.text, formatted.entities) == source


PIECES = ["<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "</>", "<", "&lt;", "&amp;", " ", "\n",
          "a", "中", "😀", "<a href='e.cn'>", "</a>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_accepted_is_drawn_so_that_it_reads_the_same(source: str) -> None:
    try:
        formatted = format_text(source, "HTML")
    except ApiError:
        return
    drawn = to_html(formatted.text, formatted.entities)
    assert format_text(drawn, "HTML") == formatted


def test_wide_spaces_that_indent_a_paragraph_stay() -> None:
    assert format_text(" \u3000\u3000各单位：\n").text == "\u3000\u3000各单位："


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(ApiError, match="strings must be encoded in UTF-8"):
        format_text("a\ud83d")


def test_overlapping_entities_are_drawn_well_formed() -> None:
    crossing = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 1, "length": 2},
    ]
    assert to_html("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"
