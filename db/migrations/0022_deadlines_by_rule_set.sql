ALTER TABLE "disclosure_deadlines" DROP CONSTRAINT "disclosure_deadlines_one_rule";--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" ALTER COLUMN "rule_set" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" DROP COLUMN "fixed_on";--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" DROP COLUMN "days_after_list";--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" DROP COLUMN "basis";--> statement-breakpoint
ALTER TABLE "disclosure_deadlines" DROP COLUMN "basis_en";