CREATE TABLE "board_sums" (
	"year" smallint NOT NULL,
	"quarter" smallint NOT NULL,
	"region_code" text NOT NULL,
	"sector_code" text NOT NULL,
	"category" "violation_category" NOT NULL,
	"cases" integer NOT NULL,
	"fine_fen" bigint NOT NULL,
	"done" integer NOT NULL,
	"overdue" integer NOT NULL,
	CONSTRAINT "board_sums_year_quarter_region_code_sector_code_category_pk" PRIMARY KEY("year","quarter","region_code","sector_code","category"),
	CONSTRAINT "board_sums_of_cases" CHECK ("board_sums"."cases" >= 0 and "board_sums"."done" >= 0 and "board_sums"."overdue" >= 0 and "board_sums"."fine_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_searches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_searches_state_once" UNIQUE("user_id","state"),
	CONSTRAINT "saved_searches_named" CHECK (length(btrim("saved_searches"."name")) between 1 and 80),
	CONSTRAINT "saved_searches_bounded" CHECK (length("saved_searches"."state") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_searches_by_account" ON "saved_searches" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "violation_cases_by_publication" ON "violation_cases" USING btree ("published_at") WHERE "violation_cases"."state" = 'published';