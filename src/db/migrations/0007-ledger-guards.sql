-- Whoever may execute a trigger function may hang it on a table of their own. The one that moves the ledger's head works with
-- its owner's rights: on a temporary table it would count numbers for which no entry exists, and the gap could never be filled.
-- A trigger that exists needs no permission to fire.
REVOKE EXECUTE ON FUNCTION ledger_refuse(), ledger_refuse_erasure(), ledger_refuse_head(), ledger_advance(), ledger_grow() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION people_second_factor_remains() FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A checkpoint or a tile beyond the last entry is none: one such row would refuse every honest one after it, for ever.
CREATE OR REPLACE FUNCTION ledger_grow() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.size > (SELECT next_seq FROM ledger_head) THEN
    RAISE EXCEPTION 'the ledger has no % entries yet', NEW.size USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM ledger_checkpoint WHERE size >= NEW.size) THEN
    RAISE EXCEPTION 'the ledger has a checkpoint of size % or more already', NEW.size USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION ledger_tile_is_full() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.index + 1)::numeric * power(256::numeric, NEW.level + 1) > (SELECT next_seq FROM ledger_head) THEN
    RAISE EXCEPTION 'the ledger has no full tile % of level % yet', NEW.index, NEW.level USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_tile_is_full() FROM PUBLIC;
CREATE TRIGGER ledger_tile_is_full BEFORE INSERT ON ledger_tile FOR EACH ROW EXECUTE FUNCTION ledger_tile_is_full();
ALTER TABLE ledger_tile ENABLE ALWAYS TRIGGER ledger_tile_is_full;
