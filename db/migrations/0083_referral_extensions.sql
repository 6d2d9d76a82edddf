ALTER TYPE "public"."referral_step" ADD VALUE 'extended' BEFORE 'accepted';--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "answer_days" smallint;--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "extended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_extended" CHECK (("referrals"."answer_days" is null) = ("referrals"."extended_at" is null) and ("referrals"."answer_days" is null or ("referrals"."kind" = 'criminal' and "referrals"."answer_days" > 0 and "referrals"."extended_at" >= "referrals"."received_at")));