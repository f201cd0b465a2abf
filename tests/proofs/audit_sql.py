"""A month's sums once more, as an auditor would find them: plain SQL over the ledger (DOMAIN §6).

Weights are counted in fortieths and what is earned in tenths, so that every sum is a whole number.
Days are those of Beijing, moments are stored in UTC. What does not occur in the demo's year is not
in here: inspections, dates of matters that were put off, matters set aside in chat.
"""

PROGRESS = """
WITH said AS (
  SELECT id, item_id, matter_id, 0 AS step, submitted_at FROM progress
  WHERE saying = 'done' AND submitted_at IS NOT NULL
  UNION ALL
  SELECT p.id, p.item_id, p.matter_id, each.value, p.submitted_at
  FROM progress p, json_each(p.milestones) each
  WHERE p.submitted_at IS NOT NULL AND (p.reaches OR p.saying = 'done')
), judged AS (
  SELECT s.*, EXISTS (SELECT 1 FROM review r WHERE r.progress_id = s.id) AS seen,
    EXISTS (SELECT 1 FROM review r WHERE r.progress_id = s.id AND r.verdict = 'accepted') AS good,
    (SELECT progress_id FROM item WHERE item.id = s.item_id) = s.id AS newest
  FROM said s
), kept AS (
  SELECT matter_id, step, coalesce(
    min(CASE WHEN good THEN submitted_at END),
    max(CASE WHEN newest AND NOT seen THEN submitted_at END)) AS at
  FROM judged GROUP BY matter_id, step
), dates AS (
  SELECT matter_id, id AS step, due_on, done_on FROM milestone
  UNION ALL
  SELECT id, 0, due_on, NULL FROM matter WHERE NOT EXISTS (
    SELECT 1 FROM milestone WHERE matter_id = matter.id AND milestone.due_on = matter.due_on)
), met AS (
  SELECT d.matter_id, d.due_on, coalesce(d.done_on, m.closed_on) AS done_on, m.state, m.start_on,
    coalesce(own.at, CASE WHEN d.done_on IS NULL THEN whole.at END,
      datetime(coalesce(d.done_on, m.closed_on), '-8 hours')) AS at
  FROM dates d JOIN matter m ON m.id = d.matter_id
  LEFT JOIN kept own ON own.matter_id = d.matter_id AND own.step = d.step
  LEFT JOIN kept whole ON whole.matter_id = d.matter_id AND whole.step = 0
), owed AS (
  SELECT *, due_on < :first AS carried, at IS NOT NULL AND at <= :cutoff AS in_time,
    (SELECT count(*) FROM working_day w
     WHERE w.day > due_on AND w.day <= date(at, '+8 hours')) AS days,
    date(at, '+8 hours') > due_on AS late
  FROM met
  WHERE due_on <= :last AND (due_on >= :first OR done_on IS NULL OR done_on >= :first)
    AND NOT (due_on < :first AND at IS NOT NULL AND at <= :begins)
    AND NOT (state IN ('awaiting_superior', 'suspended', 'terminated')
      AND (start_on <= due_on OR due_on < :first))
), lines AS (
  SELECT o.matter_id, m.lead_unit_id, m.group_name,
    CAST(round(m.difficulty * 10) AS INTEGER) * CASE WHEN carried THEN 2 ELSE 4 END AS weight,
    CASE WHEN o.at IS NULL THEN 0
      WHEN carried THEN CASE WHEN in_time THEN 10 ELSE 0 END
      WHEN NOT late THEN 10
      WHEN in_time AND days <= 5 THEN 8 ELSE 0 END AS earned
  FROM owed o JOIN matter m ON m.id = o.matter_id
)
SELECT unit, sum(weight), sum(weight * earned) FROM (
  SELECT 'own' AS part, lead_unit_id AS unit, weight, earned FROM lines
  UNION ALL
  SELECT 'own', c.unit_id, weight / 2, earned
  FROM lines JOIN counit c ON c.matter_id = lines.matter_id
  UNION ALL
  SELECT 'field', u.id, weight, earned FROM lines
  JOIN unit u ON u.cohort = 'group' AND u.name = lines.group_name AND u.id <> lines.lead_unit_id
) WHERE part = :part GROUP BY unit
"""
"""P of every unit, where who helps has half the weight; or P of what others lead in its field."""

RETURNS = """
SELECT r.unit_id, count(*), sum(CASE
    WHEN f.at IS NULL OR f.at > c.cutoff_at THEN 0 WHEN f.at <= c.due_at THEN 10 ELSE 5 END)
FROM item i JOIN "return" r ON r.id = i.return_id JOIN cycle c ON c.id = r.cycle_id
JOIN matter m ON m.id = i.matter_id
LEFT JOIN (SELECT item_id, min(submitted_at) AS at FROM progress GROUP BY item_id) f
  ON f.item_id = i.id
WHERE c.month = :month
  AND (f.at IS NOT NULL OR m.state IN ('not_started', 'under_way'))
GROUP BY r.unit_id
"""
"""R of every unit."""

SLIPS = """
WITH handed AS (
  SELECT slip_id, version, submitted_at AS at, verdict,
    row_number() OVER (PARTITION BY slip_id ORDER BY version) AS nth,
    row_number() OVER (PARTITION BY slip_id ORDER BY version DESC) AS nth_last
  FROM slipanswer WHERE kind = 'answer' AND submitted_at IS NOT NULL
), first AS (SELECT slip_id, at FROM handed WHERE nth = 1),
stands AS (
  SELECT slip_id, coalesce(max(CASE WHEN verdict = 'accepted' THEN at END),
    max(CASE WHEN nth_last = 1 AND verdict IS NULL THEN at END)) AS at
  FROM handed GROUP BY slip_id
), asked AS (
  SELECT s.*, f.at AS first_at, t.at AS stands_at, coalesce(
    (SELECT granted_on FROM extension e WHERE e.slip_id = s.id AND e.decision = 'approved'
       AND (f.at IS NULL OR e.asked_at < f.at) ORDER BY e.asked_at DESC LIMIT 1),
    s.first_due_on) AS limit_day
  FROM slip s LEFT JOIN first f ON f.slip_id = s.id LEFT JOIN stands t ON t.slip_id = s.id
  WHERE s.state NOT IN ('draft', 'awaiting_signature', 'withdrawn') AND s.due_on IS NOT NULL
)
SELECT unit_id, count(*), sum(CASE
    WHEN stands_at IS NULL THEN 0
    WHEN date(first_at, '+8 hours') > limit_day OR date(stands_at, '+8 hours') > due_on THEN 5
    WHEN returns = 0 THEN 10 WHEN returns = 1 THEN 8 ELSE 5 END)
FROM asked
WHERE limit_day BETWEEN :first AND :last AND NOT (
  state = 'settled' AND settled_at IS NOT NULL AND date(settled_at, '+8 hours') <= limit_day)
GROUP BY unit_id
"""
"""S of every unit."""

BONUS = """
WITH risk AS (
  SELECT p.matter_id, min(date(p.submitted_at, '+8 hours')) AS day
  FROM progress p JOIN review r ON r.progress_id = p.id AND r.verdict = 'accepted'
  WHERE p.saying = 'difficulty' AND date(p.submitted_at, '+8 hours') BETWEEN :first AND :last
  GROUP BY p.matter_id
), ahead AS (
  SELECT m.lead_unit_id AS unit, (SELECT count(*) FROM working_day w WHERE w.day > risk.day
    AND w.day <= (SELECT min(due_on) FROM (
      SELECT due_on FROM milestone WHERE matter_id = m.id UNION ALL SELECT m.due_on)
      WHERE due_on >= risk.day)) AS days
  FROM risk JOIN matter m ON m.id = risk.matter_id
), points AS (
  SELECT lead_unit_id AS unit, min(10, 5 * count(*)) AS tenths FROM matter
  WHERE kind = 'pilot' AND closed_on BETWEEN :first AND :last GROUP BY unit
  UNION ALL
  SELECT lead_unit_id, min(10, 2 * count(*)) FROM matter
  WHERE closed_on BETWEEN :first AND :last AND due_on > :last GROUP BY lead_unit_id
  UNION ALL
  SELECT unit, min(10, 2 * count(*)) FROM ahead WHERE days >= 10 GROUP BY unit
)
SELECT unit, 1, min(30, sum(tenths)) FROM points GROUP BY unit
"""
"""G of every unit, in tenths."""

DEDUCTION = """
WITH raised AS (
  SELECT unit_id AS unit, max(CASE kind WHEN 'order' THEN 30 ELSE 10 END) AS tenths
  FROM slip
  WHERE kind IN ('reminder', 'order') AND issued_on BETWEEN :first AND :last
    AND state NOT IN ('draft', 'awaiting_signature', 'withdrawn')
  GROUP BY unit_id, coalesce(nullif(matter_number, ''), number_text)
), returned AS (
  SELECT s.unit_id AS unit, date(a.decided_at, '+8 hours') AS day,
    row_number() OVER (PARTITION BY a.slip_id ORDER BY a.version) AS nth
  FROM slipanswer a JOIN slip s ON s.id = a.slip_id
  WHERE a.kind = 'answer' AND a.verdict = 'returned'
    AND s.state NOT IN ('draft', 'awaiting_signature', 'withdrawn')
), cards AS (
  SELECT r.unit_id AS unit, row_number() OVER (PARTITION BY i.id ORDER BY v.at, v.id) AS nth
  FROM review v JOIN progress p ON p.id = v.progress_id JOIN item i ON i.id = p.item_id
  JOIN "return" r ON r.id = i.return_id JOIN cycle c ON c.id = r.cycle_id
  WHERE c.month = :month AND v.verdict = 'returned'
), points AS (
  SELECT unit, tenths FROM raised
  UNION ALL SELECT unit, 5 FROM returned WHERE nth > 1 AND day BETWEEN :first AND :last
  UNION ALL SELECT unit, 5 FROM cards WHERE nth > 1
)
SELECT unit, 1, min(100, sum(tenths)) FROM points GROUP BY unit
"""
"""D of every unit, in tenths."""
