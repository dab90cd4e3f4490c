-- Who violates which rule of segregation of duties. Written by rolebook.
-- Day: 2026-11-22. It decides which exceptions are in force.
-- Catalog: 132d3e76b28c2b05d2591fb712ebc93bb9522ead965daa080eceba3f33be37c8
--
-- Reads effective_permission(role, object, action, scope_rank, mitigated), as printed by
--   rolebook matrix --format effective-csv
-- and assignment(person, role): the roles that people hold on that day.
-- Gives person, rule, severity and status: open, excepted or mitigated.

WITH
-- The rules: how many of the functions below are too many for one person.
sod_rule AS (
  SELECT * FROM VALUES
    ('s01', 'critical', 2),
    ('s03', 'high', 2),
    ('s02', 'medium', 2)
  AS v(rule, severity, at_least)
),
-- What they count.
sod_function AS (
  SELECT * FROM VALUES
    ('s01', 0, 'place-order'),
    ('s01', 1, 'approve-order'),
    ('s03', 0, 'role:clerk'),
    ('s03', 1, 'role:auditor'),
    ('s02', 0, 'approve-order'),
    ('s02', 1, 'handle-money'),
    ('s02', 2, 'take-data-out')
  AS v(rule, place, fn)
),
-- Whoever has one of these permissions, at this scope or wider, performs the function.
sod_demand AS (
  SELECT * FROM VALUES
    ('place-order', 'order', 'create', 0),
    ('approve-order', 'order', 'approve', 1),
    ('handle-money', 'refund', 'create', 0),
    ('handle-money', 'refund', 'approve', 0),
    ('take-data-out', 'customer', 'export', 0)
  AS v(fn, object, action, scope_rank)
),
-- Rules over roles: who holds the role or inherits from it.
sod_holder AS (
  SELECT * FROM VALUES
    ('role:clerk', 'clerk'),
    ('role:clerk', 'trainee'),
    ('role:auditor', 'auditor')
  AS v(fn, role)
),
-- Which role performs what, and whether by mitigated permissions alone.
sod_performs AS (
  SELECT p.role AS role, d.fn AS fn, MIN(CASE WHEN p.mitigated THEN 1 ELSE 0 END) AS mitigated_only
  FROM effective_permission p
  JOIN sod_demand d ON d.object = p.object AND d.action = p.action
  WHERE p.scope_rank >= d.scope_rank
  GROUP BY p.role, d.fn
  UNION ALL
  SELECT h.role AS role, h.fn AS fn, 0 AS mitigated_only FROM sod_holder h
),
-- What each person does of each rule, and by which role.
sod_counted AS (
  SELECT a.person AS person, f.rule AS rule, f.place AS place, p.role AS role, p.mitigated_only AS mitigated_only
  FROM assignment a
  JOIN sod_performs p ON p.role = a.role
  JOIN sod_function f ON f.fn = p.fn
),
sod_violated AS (
  SELECT c.person AS person, c.rule AS rule
  FROM sod_counted c JOIN sod_rule r ON r.rule = c.rule
  GROUP BY c.person, c.rule, r.at_least HAVING COUNT(DISTINCT c.place) >= r.at_least
),
sod_unmitigated AS (
  SELECT c.person AS person, c.rule AS rule
  FROM sod_counted c JOIN sod_rule r ON r.rule = c.rule
  WHERE c.mitigated_only = 0
  GROUP BY c.person, c.rule, r.at_least HAVING COUNT(DISTINCT c.place) >= r.at_least
),
-- Exceptions in force: who holds all of these roles, and whether they violate the rule without mitigated permissions.
sod_exception AS (
  SELECT * FROM VALUES
    ('s02', 0, 1, 1, 'director')
  AS v(rule, exception, roles, accepted_open, role)
),
sod_accepted AS (
  SELECT a.person AS person, e.rule AS rule, e.accepted_open AS accepted_open
  FROM assignment a JOIN sod_exception e ON e.role = a.role
  GROUP BY a.person, e.rule, e.exception, e.roles, e.accepted_open HAVING COUNT(DISTINCT a.role) = e.roles
),
-- Who of them would violate the rule all the same: by roles among which no exception accepts any.
sod_otherwise AS (
  SELECT DISTINCT x.person AS person, 's02' AS rule
  FROM (SELECT DISTINCT person FROM sod_accepted WHERE rule = 's02' AND accepted_open = 1) x
  JOIN sod_counted c0 ON c0.person = x.person
  JOIN sod_counted c1 ON c1.person = x.person
  WHERE c0.rule = 's02' AND c0.mitigated_only = 0
    AND c1.rule = 's02' AND c1.mitigated_only = 0
    AND c0.place < c1.place
    AND NOT ((c0.role = 'director' OR c1.role = 'director'))
),
sod_fact AS (
  SELECT person, rule, 0 AS unmitigated, 0 AS accepted, 0 AS accepted_open, 0 AS otherwise FROM sod_violated
  UNION ALL SELECT person, rule, 1, 0, 0, 0 FROM sod_unmitigated
  UNION ALL SELECT person, rule, 0, 1, accepted_open, 0 FROM sod_accepted
  UNION ALL SELECT person, rule, 0, 0, 0, 1 FROM sod_otherwise
)
SELECT f.person AS person, f.rule AS rule, r.severity AS severity,
  CASE
    WHEN MAX(f.unmitigated) = 1 AND (MAX(f.accepted_open) = 0 OR MAX(f.otherwise) = 1) THEN 'open'
    WHEN MAX(f.accepted) = 1 THEN 'excepted'
    ELSE 'mitigated'
  END AS status
FROM sod_fact f JOIN sod_rule r ON r.rule = f.rule
GROUP BY f.person, f.rule, r.severity;
