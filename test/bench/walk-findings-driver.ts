/**
 * What takes the steps of a walk over findings, made in the session's own schema: bare SQL as the application's role. Every step stands
 * in a savepoint of its own and is held to its end at once.
 */
export const driver = `
CREATE FUNCTION pg_temp.told(entry text, kind text, actor text, target uuid, at timestamptz, body text) RETURNS bigint LANGUAGE plpgsql AS $told$
DECLARE
  seq bigint := ledger_lock_head();
BEGIN
  IF entry = 'none' THEN RETURN seq; END IF;
  INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) VALUES (seq,
    at + CASE WHEN entry = 'of another moment' THEN interval '1 second' ELSE interval '0' END,
    CASE WHEN entry = 'of another kind' THEN 'scan.token' ELSE kind END,
    CASE WHEN entry = 'by another' THEN actor || '0' ELSE actor END,
    'scan-target:' || CASE WHEN entry = 'of another target' THEN gen_random_uuid() ELSE target END, '\\x00');
  IF body IS NOT NULL THEN INSERT INTO ledger_payload (seq, salt, body) VALUES (seq, decode(repeat('00', 32), 'hex'), body); END IF;
  RETURN seq;
END $told$;
CREATE FUNCTION pg_temp.find(id uuid, target uuid, tool text, scope text, key int, severity text, import uuid, at timestamptz, opened timestamptz)
RETURNS void LANGUAGE sql AS $find$
  INSERT INTO scans_finding (id, target_id, tool, scope, rule, fingerprint, title, message, place, line, cwes, aliases, aspects, search, severity,
    first_import, first_at, opened_at, seen_import, seen_at, changed_at)
  VALUES (id, target, tool, scope, 'rule', sha256(convert_to(key::text, 'UTF8')), 't', '', 'src/a.js', 1, '{}', '{}', '{}', '', severity,
    import, at, opened, import, at, at)
$find$;
CREATE FUNCTION pg_temp.import(s jsonb) RETURNS void LANGUAGE sql AS $import$
  INSERT INTO scans_import (id, target_id, tool, tool_version, scope, format, complete, file_digest, file_name, commit_id, scanned_at, covers, counts,
    warnings, by, at, ledger_seq)
  VALUES ((s ->> 'id')::uuid, (s ->> 'target')::uuid, s ->> 'tool', '', s ->> 'scope', 'sarif', (s ->> 'complete')::boolean,
    convert_to(s ->> 'digest', 'UTF8'), '', '', (s ->> 'scannedAt')::timestamptz, '{}', '{}', '{}', s ->> 'by', (s ->> 'at')::timestamptz,
    CASE WHEN s ->> 'entry' = 'used again' THEN (SELECT ledger_seq FROM scans_import WHERE id = (s ->> 'before')::uuid)
      ELSE pg_temp.told(s ->> 'entry', 'scan.imported', s ->> 'by', (s ->> 'target')::uuid, (s ->> 'at')::timestamptz, NULL) END)
$import$;
CREATE FUNCTION pg_temp.tamper(twist text, about uuid, target uuid, at_tool text, at_scope text, import uuid, at timestamptz) RETURNS void LANGUAGE plpgsql AS $tamper$
BEGIN
  CASE twist
    WHEN 'state' THEN UPDATE scans_finding SET state = 'verified' WHERE id = about;
    WHEN 'seen' THEN UPDATE scans_finding SET seen = NOT seen WHERE id = about;
    WHEN 'severity' THEN UPDATE scans_finding SET severity = 'info' WHERE id = about;
    WHEN 'due anew' THEN UPDATE scans_finding SET opened_at = at WHERE id = about;
    WHEN 'until' THEN UPDATE scans_finding SET until = '2099-12-31' WHERE id = about;
    WHEN 'revision' THEN UPDATE scans_finding SET revision = 0 WHERE id = about;
    WHEN 'proposal' THEN UPDATE scans_finding SET proposal = NULL, proposed = NULL WHERE id = about;
    WHEN 'another key' THEN UPDATE scans_finding SET rule = 'another' WHERE id = about;
    WHEN 'delete finding' THEN DELETE FROM scans_finding WHERE id = about;
    WHEN 'delete history' THEN DELETE FROM scans_event WHERE finding_id = about;
    WHEN 'rewrite history' THEN UPDATE scans_event SET reason = 'rewritten' WHERE finding_id = about;
    WHEN 'delete presence' THEN DELETE FROM scans_presence WHERE finding_id = about;
    WHEN 'rewrite presence' THEN UPDATE scans_presence SET seen = false WHERE finding_id = about;
    WHEN 'delete import' THEN DELETE FROM scans_import WHERE id = import;
    WHEN 'rewrite import' THEN UPDATE scans_import SET complete = true WHERE id = import;
    WHEN 'delete target' THEN DELETE FROM scans_target WHERE id = target;
    WHEN 'rewrite target' THEN UPDATE scans_target SET developers = '{}' WHERE id = target;
    WHEN 'rewrite version' THEN UPDATE scans_target_version SET developers = '{}' WHERE target_id = target;
    WHEN 'begun as verified' THEN
      INSERT INTO scans_finding (id, target_id, tool, scope, rule, fingerprint, title, message, place, cwes, aliases, aspects, search, severity,
        first_import, first_at, opened_at, seen_import, seen_at, changed_at, state)
      SELECT gen_random_uuid(), target_id, tool, scope, 'another', fingerprint, title, message, place, cwes, aliases, aspects, search, severity,
        first_import, first_at, opened_at, seen_import, seen_at, changed_at, 'verified' FROM scans_finding WHERE id = about;
    WHEN 'begun as gone' THEN
      INSERT INTO scans_finding (id, target_id, tool, scope, rule, fingerprint, title, message, place, cwes, aliases, aspects, search, severity,
        first_import, first_at, opened_at, seen_import, seen_at, changed_at, seen)
      SELECT gen_random_uuid(), target_id, tool, scope, 'another', fingerprint, title, message, place, cwes, aliases, aspects, search, severity,
        first_import, first_at, opened_at, seen_import, seen_at, changed_at, false FROM scans_finding WHERE id = about;
    WHEN 'line added to an import' THEN
      INSERT INTO scans_presence (finding_id, import_id, seen, severity, at) SELECT f.id, i.id, false, f.severity, i.at FROM scans_finding f, scans_import i
        WHERE f.id = about AND i.id = import ON CONFLICT DO NOTHING;
      -- Where the import speaks of it already there is nothing to add; that is as good as refused.
      IF NOT FOUND THEN RAISE EXCEPTION 'nothing was added' USING ERRCODE = '42501'; END IF;
    WHEN 'finding added to an import' THEN PERFORM pg_temp.find(gen_random_uuid(), target, at_tool, at_scope, -1, 'low', import, i.at, i.at) FROM scans_import i WHERE id = import;
    WHEN 'an import that never came' THEN PERFORM pg_temp.find(gen_random_uuid(), target, at_tool, at_scope, -1, 'low', gen_random_uuid(), at, at);
  END CASE;
END $tamper$;
CREATE FUNCTION pg_temp.walk(steps jsonb) RETURNS text[] LANGUAGE plpgsql AS $walk$
DECLARE
  j jsonb;
  s record;
  results text[] := '{}';
BEGIN
  FOR j IN SELECT * FROM jsonb_array_elements(steps) LOOP
    BEGIN
      SET CONSTRAINTS ALL DEFERRED;
      SELECT * INTO s FROM jsonb_to_record(j) AS r (op text, twist text, id uuid, target uuid, tool text, scope text, at timestamptz, "by" text, entry text, no int,
        developers uuid[], added jsonb, lines jsonb, backwards boolean, act text, "from" text, "to" text, wanted text, until date, reason text, proof uuid,
        person uuid, line int, import uuid);
      IF s.op = 'target' THEN
        INSERT INTO scans_target_version (target_id, no, name, kind, developers, ended, by, at, ledger_seq)
        VALUES (s.id, s.no, s.id::text, 'repository', s.developers, false, s."by", s.at, pg_temp.told(s.entry, 'scan.target', s."by", s.id, s.at, NULL));
      ELSIF s.op = 'import' THEN
        IF s.backwards THEN PERFORM pg_temp.import(j); END IF;
        PERFORM pg_temp.find(a.id, s.target, s.tool, s.scope, a.key, a.severity, s.id, s.at, a."openedAt")
          FROM jsonb_to_recordset(s.added) AS a (id uuid, key int, severity text, "openedAt" timestamptz);
        INSERT INTO scans_presence (finding_id, import_id, seen, severity, at)
          SELECT l.id, s.id, l.seen, l.severity, s.at FROM jsonb_to_recordset(s.lines) AS l (id uuid, seen boolean, severity text);
        IF NOT s.backwards THEN PERFORM pg_temp.import(j); END IF;
      ELSIF s.op = 'decide' THEN
        INSERT INTO scans_event (finding_id, no, step, from_state, to_state, wanted, until, reason, import_id, by, person, at, ledger_seq)
        VALUES (s.id, s.no, s.act, s."from", s."to", s.wanted, s.until, s.reason, s.proof, s."by", s.person, s.at,
          pg_temp.told(s.entry, 'scan.decided', s."by", s.target, s.at, jsonb_build_object(
            'step', CASE WHEN s.entry = 'of another step' THEN s.act || '-not' ELSE s.act END,
            'findings', jsonb_build_array(CASE WHEN s.entry = 'of another finding' THEN gen_random_uuid() ELSE s.id END))::text));
      ELSIF s.op = 'move' THEN UPDATE scans_finding SET line = s.line WHERE id = s.id;
      ELSE PERFORM pg_temp.tamper(s.twist, s.id, s.target, s.tool, s.scope, s.import, s.at);
      END IF;
      SET CONSTRAINTS ALL IMMEDIATE;
      results := array_append(results, 'ok');
    EXCEPTION WHEN insufficient_privilege OR integrity_constraint_violation OR unique_violation OR check_violation OR foreign_key_violation OR not_null_violation
      OR serialization_failure THEN
      results := array_append(results, SQLSTATE || ' ' || SQLERRM);
    END;
  END LOOP;
  RETURN results;
END $walk$`;
