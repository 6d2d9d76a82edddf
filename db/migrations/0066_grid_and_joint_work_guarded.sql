-- One head of a cell and one chief of a reach at a time; members may be several.
ALTER TABLE grid_duties ADD CONSTRAINT grid_duties_one_at_a_time
  EXCLUDE USING gist (cell_id WITH =, role WITH =, daterange(from_on, until_on) WITH &&) WHERE (role IN ('grid_head', 'river_chief'));
--> statement-breakpoint
-- A general liaison officer, and one of a department, at a time; of supervision contacts there are two.
ALTER TABLE liaisons ADD CONSTRAINT liaisons_one_general_at_a_time
  EXCLUDE USING gist (region_code WITH =, daterange(from_on, until_on) WITH &&) WHERE (role = 'general');
--> statement-breakpoint
ALTER TABLE liaisons ADD CONSTRAINT liaisons_one_of_a_department_at_a_time
  EXCLUDE USING gist (region_code WITH =, department WITH =, daterange(from_on, until_on) WITH &&) WHERE (role = 'department');
--> statement-breakpoint
CREATE TRIGGER contact_sheet_history_append_only BEFORE UPDATE OR DELETE ON contact_sheet_history FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER contact_sheet_files_append_only BEFORE UPDATE OR DELETE ON contact_sheet_files FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER referral_history_append_only BEFORE UPDATE OR DELETE ON referral_history FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
CREATE TRIGGER unprosecuted_words_append_only BEFORE UPDATE OR DELETE ON unprosecuted_words FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
--> statement-breakpoint
REVOKE TRUNCATE ON grid_cells, grid_duties, enterprise_cells, contact_sheets, contact_sheet_history, contact_sheet_files, liaisons, referrals, referral_history, unprosecuted_words FROM qingyuan_app;
