-- A leaflet for those who run IT (情報システム運用のしおり): administrator, operators, committee.

ALTER TABLE leaflets_campaign DROP CONSTRAINT leaflets_campaign_audience_check;
ALTER TABLE leaflets_campaign ADD CONSTRAINT leaflets_campaign_audience_check
  CHECK (audience IN ('everyone', 'developers', 'managers', 'operators'));
ALTER TABLE leaflets_quiz DROP CONSTRAINT leaflets_quiz_audience_check;
ALTER TABLE leaflets_quiz ADD CONSTRAINT leaflets_quiz_audience_check
  CHECK (audience IN ('everyone', 'developers', 'managers', 'operators'));
