ALTER TYPE "public"."report_step" ADD VALUE 'rewarded';--> statement-breakpoint
CREATE SEQUENCE "public"."report_outcome_no" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
ALTER TABLE "reports" DROP CONSTRAINT "reports_concluded";--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "outcome_no" integer;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_outcome_no" UNIQUE("outcome_no");--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_concluded" CHECK ("reports"."state" <> 'concluded' or ("reports"."outcome" is not null and "reports"."concluded_on" is not null and "reports"."public_outcome" is not null and "reports"."outcome_no" is not null));