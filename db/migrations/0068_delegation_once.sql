ALTER TABLE "delegations" ADD CONSTRAINT "delegations_one_at_a_time"
  EXCLUDE USING gist ("absent_id" WITH =, daterange("from_on", "to_on", '[]') WITH &&) WHERE ("ended_at" IS NULL);
