CREATE TYPE "public"."account_role" AS ENUM('firm', 'monitoring_operator', 'ngo', 'county_officer', 'city_officer', 'auditor', 'administrator');--> statement-breakpoint
CREATE TYPE "public"."averaging" AS ENUM('hour', 'day', 'spot');--> statement-breakpoint
CREATE TYPE "public"."case_state" AS ENUM('draft', 'legal_review', 'published', 'withdrawn', 'repaired');--> statement-breakpoint
CREATE TYPE "public"."confidence" AS ENUM('confirmed', 'memory');--> statement-breakpoint
CREATE TYPE "public"."control_level" AS ENUM('national', 'provincial', 'municipal', 'other');--> statement-breakpoint
CREATE TYPE "public"."department" AS ENUM('inspection', 'monitoring', 'legal', 'approval', 'pollution_control', 'finance', 'information_centre');--> statement-breakpoint
CREATE TYPE "public"."disclosure_state" AS ENUM('draft', 'published', 'superseded');--> statement-breakpoint
CREATE TYPE "public"."emission_pattern" AS ENUM('continuous', 'intermittent');--> statement-breakpoint
CREATE TYPE "public"."emission_route" AS ENUM('direct', 'indirect', 'organised', 'fugitive');--> statement-breakpoint
CREATE TYPE "public"."execution_state" AS ENUM('pending', 'in_progress', 'done', 'overdue');--> statement-breakpoint
CREATE TYPE "public"."lead_source" AS ENUM('online', 'inspection', 'public_report', 'media', 'self_report', 'cross_check');--> statement-breakpoint
CREATE TYPE "public"."limit_source" AS ENUM('standard', 'permit');--> statement-breakpoint
CREATE TYPE "public"."listing_kind" AS ENUM('water', 'groundwater', 'air', 'noise', 'soil', 'risk');--> statement-breakpoint
CREATE TYPE "public"."measure_kind" AS ENUM('order_to_correct', 'fine', 'daily_penalty', 'seizure', 'restricted_production', 'stopped_production', 'detention_transfer', 'criminal_transfer', 'closure');--> statement-breakpoint
CREATE TYPE "public"."medium" AS ENUM('water', 'air');--> statement-breakpoint
CREATE TYPE "public"."operating_state" AS ENUM('operating', 'suspended', 'closed');--> statement-breakpoint
CREATE TYPE "public"."outlet_kind" AS ENUM('water_outlet', 'stack', 'fugitive');--> statement-breakpoint
CREATE TYPE "public"."region_kind" AS ENUM('city', 'district', 'county', 'county_level_city', 'management_zone');--> statement-breakpoint
CREATE TYPE "public"."value_origin" AS ENUM('online', 'manual', 'mass_balance', 'emission_factor');--> statement-breakpoint
CREATE TYPE "public"."value_state" AS ENUM('measured', 'below_detection', 'no_discharge', 'not_required', 'not_yet_due', 'overdue');--> statement-breakpoint
CREATE TYPE "public"."violation_category" AS ENUM('stealth_discharge', 'falsified_data', 'abnormal_operation', 'serious_exceedance', 'unpermitted_discharge', 'disclosure_failure', 'obstruction', 'other');--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"user_id" text PRIMARY KEY NOT NULL,
	"role" "account_role" NOT NULL,
	"region_code" text,
	"department" "department",
	"enterprise_id" integer,
	"organisation" text,
	CONSTRAINT "memberships_firm_has_enterprise" CHECK (("memberships"."role" = 'firm') = ("memberships"."enterprise_id" is not null)),
	CONSTRAINT "memberships_county_has_region" CHECK (("memberships"."role" = 'county_officer') = ("memberships"."region_code" is not null)),
	CONSTRAINT "memberships_officer_has_department" CHECK (("memberships"."role" in ('county_officer', 'city_officer')) = ("memberships"."department" is not null)),
	CONSTRAINT "memberships_organisation" CHECK ("memberships"."role" not in ('monitoring_operator', 'ngo') or "memberships"."organisation" is not null)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"impersonated_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"display_username" text,
	"role" text,
	"banned" boolean DEFAULT false,
	"ban_reason" text,
	"ban_expires" timestamp with time zone,
	"two_factor_enabled" boolean DEFAULT false,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure_deadlines" (
	"year" smallint PRIMARY KEY NOT NULL,
	"fixed_on" date,
	"days_after_list" smallint,
	"basis" text NOT NULL,
	CONSTRAINT "disclosure_deadlines_one_rule" CHECK (("disclosure_deadlines"."fixed_on" is null) <> ("disclosure_deadlines"."days_after_list" is null))
);
--> statement-breakpoint
CREATE TABLE "disclosure_obligations" (
	"enterprise_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"due_on" date NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "disclosure_obligations_year_enterprise_id_pk" PRIMARY KEY("year","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure_rows" (
	"disclosure_id" integer NOT NULL,
	"outlet_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"position" smallint NOT NULL,
	"route" "emission_route",
	"pattern" "emission_pattern",
	"concentration_state" "value_state",
	"concentration_min" numeric,
	"concentration_mean" numeric,
	"concentration_max" numeric,
	"concentration_unit" text NOT NULL,
	"origin" "value_origin",
	"limit_min" numeric,
	"limit_max" numeric,
	"limit_basis" text,
	"total_state" "value_state",
	"total_tonnes" numeric,
	"permitted_tonnes" numeric,
	"judged_count" integer,
	"exceedance_count" integer,
	"exceedance_reason" text,
	"unusual_reason" text,
	CONSTRAINT "disclosure_rows_disclosure_id_outlet_id_factor_code_pk" PRIMARY KEY("disclosure_id","outlet_id","factor_code"),
	CONSTRAINT "disclosure_rows_measured_has_values" CHECK (("disclosure_rows"."concentration_state" is not distinct from 'measured') = ("disclosure_rows"."concentration_mean" is not null)
      and ("disclosure_rows"."concentration_mean" is null) = ("disclosure_rows"."concentration_min" is null)
      and ("disclosure_rows"."concentration_mean" is null) = ("disclosure_rows"."concentration_max" is null)),
	CONSTRAINT "disclosure_rows_values_ordered" CHECK (0 <= "disclosure_rows"."concentration_min" and "disclosure_rows"."concentration_min" <= "disclosure_rows"."concentration_mean" and "disclosure_rows"."concentration_mean" <= "disclosure_rows"."concentration_max"),
	CONSTRAINT "disclosure_rows_total_has_value" CHECK (("disclosure_rows"."total_state" is not distinct from 'measured') = ("disclosure_rows"."total_tonnes" is not null)),
	CONSTRAINT "disclosure_rows_total_not_negative" CHECK ("disclosure_rows"."total_tonnes" >= 0),
	CONSTRAINT "disclosure_rows_exceedances_judged" CHECK (("disclosure_rows"."exceedance_count" is null) = ("disclosure_rows"."judged_count" is null) and 0 <= "disclosure_rows"."exceedance_count" and "disclosure_rows"."exceedance_count" <= "disclosure_rows"."judged_count")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disclosures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"version" smallint NOT NULL,
	"state" "disclosure_state" DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"supersedes_id" integer,
	"correction_reason" text,
	"signed_name" text,
	"signed_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disclosures_version" UNIQUE("enterprise_id","year","version"),
	CONSTRAINT "disclosures_version_positive" CHECK ("disclosures"."version" >= 1),
	CONSTRAINT "disclosures_correction_has_reason" CHECK ("disclosures"."version" = 1 or "disclosures"."state" = 'draft' or length("disclosures"."correction_reason") > 0),
	CONSTRAINT "disclosures_published_is_signed" CHECK ("disclosures"."state" = 'draft' or ("disclosures"."signed_name" is not null and "disclosures"."signed_at" is not null and "disclosures"."published_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "enterprise_contacts" (
	"enterprise_id" integer PRIMARY KEY NOT NULL,
	"environmental_officer" text NOT NULL,
	"phone" text NOT NULL,
	"email" text
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "enterprises_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"credit_code" text NOT NULL,
	"name" text NOT NULL,
	"name_pinyin" text NOT NULL,
	"name_en" text,
	"short_names" text[] DEFAULT '{}' NOT NULL,
	"former_names" text[] DEFAULT '{}' NOT NULL,
	"legal_representative" text NOT NULL,
	"address" text NOT NULL,
	"longitude_deg" double precision NOT NULL,
	"latitude_deg" double precision NOT NULL,
	"control_level" "control_level" NOT NULL,
	"sector_code" text NOT NULL,
	"industry_code" text,
	"region_code" text NOT NULL,
	"products" text,
	"started_on" date,
	"operating_state" "operating_state" DEFAULT 'operating' NOT NULL,
	"discharges_water" boolean DEFAULT false NOT NULL,
	"discharges_air" boolean DEFAULT false NOT NULL,
	"exceedance_count" integer DEFAULT 0 NOT NULL,
	"violation_count" integer DEFAULT 0 NOT NULL,
	"search_text" text NOT NULL,
	"search_bigrams" text[] GENERATED ALWAYS AS (search_bigrams(search_text)) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enterprises_creditCode_unique" UNIQUE("credit_code"),
	CONSTRAINT "enterprises_credit_code_form" CHECK ("enterprises"."credit_code" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT "enterprises_name_filled" CHECK (length(btrim("enterprises"."name")) between 2 and 200),
	CONSTRAINT "enterprises_place_in_china" CHECK ("enterprises"."longitude_deg" between 73 and 136 and "enterprises"."latitude_deg" between 3 and 54),
	CONSTRAINT "enterprises_counts_not_negative" CHECK ("enterprises"."exceedance_count" >= 0 and "enterprises"."violation_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "key_polluter_lists" (
	"year" smallint PRIMARY KEY NOT NULL,
	"published_on" date NOT NULL,
	"document_no" text,
	CONSTRAINT "key_polluter_lists_year" CHECK ("key_polluter_lists"."year" between 2015 and 2100)
);
--> statement-breakpoint
CREATE TABLE "key_polluters" (
	"year" smallint NOT NULL,
	"kind" "listing_kind" NOT NULL,
	"enterprise_id" integer NOT NULL,
	CONSTRAINT "key_polluters_year_kind_enterprise_id_pk" PRIMARY KEY("year","kind","enterprise_id")
);
--> statement-breakpoint
CREATE TABLE "outlet_limits" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outlet_limits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"outlet_id" integer NOT NULL,
	"factor_code" text NOT NULL,
	"limit_min" numeric,
	"limit_max" numeric NOT NULL,
	"unit" text NOT NULL,
	"averaging" "averaging" NOT NULL,
	"source" "limit_source" NOT NULL,
	"standard_code" text,
	"table_no" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "outlet_limits_ordered" CHECK ("outlet_limits"."limit_min" is null or "outlet_limits"."limit_min" < "outlet_limits"."limit_max"),
	CONSTRAINT "outlet_limits_not_negative" CHECK ("outlet_limits"."limit_max" >= 0),
	CONSTRAINT "outlet_limits_from_standard" CHECK ("outlet_limits"."source" <> 'standard' or "outlet_limits"."standard_code" is not null),
	CONSTRAINT "outlet_limits_valid_ordered" CHECK ("outlet_limits"."valid_to" is null or "outlet_limits"."valid_from" < "outlet_limits"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "outlets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outlets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" "outlet_kind" NOT NULL,
	"route" "emission_route" NOT NULL,
	"pattern" "emission_pattern" NOT NULL,
	"destination" text,
	"height_m" numeric,
	"inner_diameter_m" numeric,
	"gas_temperature_c" numeric,
	"longitude_deg" double precision,
	"latitude_deg" double precision,
	"in_service_from" date,
	"in_service_to" date,
	CONSTRAINT "outlets_code_in_enterprise" UNIQUE("enterprise_id","code"),
	CONSTRAINT "outlets_code_form" CHECK ("outlets"."code" ~ '^[A-Z]{2}[0-9]{3}$'),
	CONSTRAINT "outlets_kind_route" CHECK (("outlets"."kind" = 'water_outlet' and "outlets"."route" in ('direct', 'indirect') and "outlets"."destination" is not null)
       or ("outlets"."kind" = 'stack' and "outlets"."route" = 'organised' and "outlets"."height_m" is not null)
       or ("outlets"."kind" = 'fugitive' and "outlets"."route" = 'fugitive')),
	CONSTRAINT "outlets_stack_only" CHECK ("outlets"."kind" = 'stack' or ("outlets"."height_m" is null and "outlets"."inner_diameter_m" is null)),
	CONSTRAINT "outlets_height" CHECK ("outlets"."height_m" > 0 and "outlets"."height_m" <= 400),
	CONSTRAINT "outlets_diameter" CHECK ("outlets"."inner_diameter_m" > 0 and "outlets"."inner_diameter_m" <= 20),
	CONSTRAINT "outlets_place_whole" CHECK (("outlets"."longitude_deg" is null) = ("outlets"."latitude_deg" is null)),
	CONSTRAINT "outlets_service_ordered" CHECK ("outlets"."in_service_to" is null or "outlets"."in_service_from" < "outlets"."in_service_to")
);
--> statement-breakpoint
CREATE TABLE "permits" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "permits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"permit_no" text NOT NULL,
	"issued_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"authority" text NOT NULL,
	CONSTRAINT "permits_permitNo_unique" UNIQUE("permit_no"),
	CONSTRAINT "permits_ordered" CHECK ("permits"."issued_on" < "permits"."expires_on")
);
--> statement-breakpoint
CREATE TABLE "permitted_totals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "permitted_totals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"permit_id" integer NOT NULL,
	"outlet_id" integer,
	"factor_code" text NOT NULL,
	"tonnes_per_year" numeric NOT NULL,
	CONSTRAINT "permitted_totals_once" UNIQUE NULLS NOT DISTINCT("permit_id","outlet_id","factor_code"),
	CONSTRAINT "permitted_totals_not_negative" CHECK ("permitted_totals"."tonnes_per_year" >= 0)
);
--> statement-breakpoint
CREATE TABLE "treatment_facilities" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "treatment_facilities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"medium" "medium" NOT NULL,
	"process" text NOT NULL,
	"capacity" numeric,
	"capacity_unit" text,
	"outlet_id" integer,
	CONSTRAINT "treatment_facilities_code" UNIQUE("enterprise_id","code"),
	CONSTRAINT "treatment_facilities_capacity" CHECK ("treatment_facilities"."capacity" > 0),
	CONSTRAINT "treatment_facilities_unit" CHECK (("treatment_facilities"."capacity" is null) = ("treatment_facilities"."capacity_unit" is null))
);
--> statement-breakpoint
CREATE TABLE "effect_cursors" (
	"effect" text PRIMARY KEY NOT NULL,
	"tx" "xid8" DEFAULT '0' NOT NULL,
	"event_id" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"actor_id" text,
	"actor_role" "account_role",
	"at" timestamp with time zone NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"code" text PRIMARY KEY NOT NULL,
	"parent_code" text,
	"kind" "region_kind" NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"position" smallint NOT NULL,
	"longitude_deg" double precision NOT NULL,
	"latitude_deg" double precision NOT NULL,
	CONSTRAINT "regions_code_six_digits" CHECK ("regions"."code" ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"batch" smallint PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"screening_from" date NOT NULL,
	"screening_to" date NOT NULL,
	"rectification_from" date NOT NULL,
	"rectification_to" date NOT NULL,
	CONSTRAINT "batches_screening_ordered" CHECK ("batches"."screening_from" < "batches"."screening_to"),
	CONSTRAINT "batches_rectification_after" CHECK ("batches"."screening_to" < "batches"."rectification_from"),
	CONSTRAINT "batches_rectification_ordered" CHECK ("batches"."rectification_from" < "batches"."rectification_to")
);
--> statement-breakpoint
CREATE TABLE "sectors" (
	"code" text PRIMARY KEY NOT NULL,
	"batch" smallint NOT NULL,
	"position" smallint NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"industry_prefixes" text[] NOT NULL,
	CONSTRAINT "sectors_nameZh_unique" UNIQUE("name_zh")
);
--> statement-breakpoint
CREATE TABLE "factors" (
	"code" text PRIMARY KEY NOT NULL,
	"legacy_code" text,
	"medium" "medium" NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"unit" text NOT NULL,
	"amount_unit" text,
	"cas_number" text,
	"confidence" "confidence" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standard_limits" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "standard_limits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"standard_code" text NOT NULL,
	"factor_code" text,
	"factor_name" text NOT NULL,
	"medium" "medium" NOT NULL,
	"applies_to" text NOT NULL,
	"limit_min" numeric,
	"limit_max" numeric,
	"special_limit" numeric,
	"unit" text NOT NULL,
	"averaging" "averaging",
	"reference_oxygen_percent" numeric,
	"table_no" text,
	"note" text,
	"confidence" "confidence" NOT NULL,
	"position" integer NOT NULL,
	"is_boundary" boolean DEFAULT false NOT NULL,
	CONSTRAINT "standard_limits_ordered" CHECK ("standard_limits"."limit_min" is null or "standard_limits"."limit_min" < "standard_limits"."limit_max"),
	CONSTRAINT "standard_limits_not_negative" CHECK ("standard_limits"."limit_max" >= 0 and "standard_limits"."special_limit" >= 0)
);
--> statement-breakpoint
CREATE TABLE "standards" (
	"code" text PRIMARY KEY NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"in_force_from" date NOT NULL,
	"in_force_to" date,
	"averaging_note" text,
	"judging_note" text,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"source" text NOT NULL,
	"confidence" "confidence" NOT NULL,
	CONSTRAINT "standards_in_force_ordered" CHECK ("standards"."in_force_to" is null or "standards"."in_force_from" < "standards"."in_force_to")
);
--> statement-breakpoint
CREATE TABLE "violation_cases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "violation_cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"enterprise_id" integer,
	"enterprise_name" text NOT NULL,
	"region_code" text NOT NULL,
	"sector_code" text,
	"control_level" "control_level" DEFAULT 'other' NOT NULL,
	"category" "violation_category" NOT NULL,
	"title" text NOT NULL,
	"title_en" text,
	"facts" text NOT NULL,
	"facts_en" text,
	"legal_basis" text NOT NULL,
	"decision_no" text NOT NULL,
	"decision_no_key" text NOT NULL,
	"decided_on" date NOT NULL,
	"authority" text NOT NULL,
	"lead_source" "lead_source" NOT NULL,
	"fine_fen" bigint DEFAULT 0 NOT NULL,
	"measure_kinds" "measure_kind"[] DEFAULT '{}' NOT NULL,
	"legal_representative" text,
	"responsible_persons" text[] DEFAULT '{}' NOT NULL,
	"rectify_by" date,
	"execution_state" "execution_state" DEFAULT 'pending' NOT NULL,
	"state" "case_state" DEFAULT 'draft' NOT NULL,
	"published_at" timestamp with time zone,
	"display_until" date,
	"search_text" text NOT NULL,
	"search_bigrams" text[] GENERATED ALWAYS AS (search_bigrams(search_text)) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "violation_cases_decision_once" UNIQUE("decision_no_key"),
	CONSTRAINT "violation_cases_published_at" CHECK (("violation_cases"."state" in ('draft', 'legal_review')) = ("violation_cases"."published_at" is null)),
	CONSTRAINT "violation_cases_fine_not_negative" CHECK ("violation_cases"."fine_fen" >= 0),
	CONSTRAINT "violation_cases_texts_bounded" CHECK (length("violation_cases"."facts") between 1 and 20000 and length("violation_cases"."title") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "violation_measures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "violation_measures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"kind" "measure_kind" NOT NULL,
	"amount_fen" bigint,
	"days" smallint,
	"from_on" date,
	"to_on" date,
	"detail" text,
	CONSTRAINT "violation_measures_amount" CHECK (("violation_measures"."kind" in ('fine', 'daily_penalty')) = ("violation_measures"."amount_fen" is not null)),
	CONSTRAINT "violation_measures_amount_not_negative" CHECK ("violation_measures"."amount_fen" >= 0),
	CONSTRAINT "violation_measures_days" CHECK (("violation_measures"."kind" = 'daily_penalty') = ("violation_measures"."days" is not null)),
	CONSTRAINT "violation_measures_ordered" CHECK ("violation_measures"."from_on" <= "violation_measures"."to_on")
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_obligations" ADD CONSTRAINT "disclosure_obligations_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_rows" ADD CONSTRAINT "disclosure_rows_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_contacts" ADD CONSTRAINT "enterprise_contacts_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_sector_code_sectors_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_polluters" ADD CONSTRAINT "key_polluters_year_key_polluter_lists_year_fk" FOREIGN KEY ("year") REFERENCES "public"."key_polluter_lists"("year") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_polluters" ADD CONSTRAINT "key_polluters_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlet_limits" ADD CONSTRAINT "outlet_limits_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlet_limits" ADD CONSTRAINT "outlet_limits_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlet_limits" ADD CONSTRAINT "outlet_limits_standard_code_standards_code_fk" FOREIGN KEY ("standard_code") REFERENCES "public"."standards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permits" ADD CONSTRAINT "permits_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permitted_totals" ADD CONSTRAINT "permitted_totals_permit_id_permits_id_fk" FOREIGN KEY ("permit_id") REFERENCES "public"."permits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permitted_totals" ADD CONSTRAINT "permitted_totals_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "permitted_totals" ADD CONSTRAINT "permitted_totals_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "treatment_facilities" ADD CONSTRAINT "treatment_facilities_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "treatment_facilities" ADD CONSTRAINT "treatment_facilities_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_parent_code_regions_code_fk" FOREIGN KEY ("parent_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sectors" ADD CONSTRAINT "sectors_batch_batches_batch_fk" FOREIGN KEY ("batch") REFERENCES "public"."batches"("batch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD CONSTRAINT "standard_limits_standard_code_standards_code_fk" FOREIGN KEY ("standard_code") REFERENCES "public"."standards"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_limits" ADD CONSTRAINT "standard_limits_factor_code_factors_code_fk" FOREIGN KEY ("factor_code") REFERENCES "public"."factors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation_cases" ADD CONSTRAINT "violation_cases_sector_code_sectors_code_fk" FOREIGN KEY ("sector_code") REFERENCES "public"."sectors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation_measures" ADD CONSTRAINT "violation_measures_case_id_violation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."violation_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credentials_by_user" ON "credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "memberships_by_enterprise" ON "memberships" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_by_user" ON "two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_by_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "disclosure_obligations_by_enterprise" ON "disclosure_obligations" USING btree ("enterprise_id","year" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disclosure_obligations_open" ON "disclosure_obligations" USING btree ("year","due_on") WHERE "disclosure_obligations"."published_at" is null;--> statement-breakpoint
CREATE INDEX "disclosure_rows_by_outlet" ON "disclosure_rows" USING btree ("outlet_id","factor_code");--> statement-breakpoint
CREATE INDEX "disclosure_rows_by_factor" ON "disclosure_rows" USING btree ("factor_code");--> statement-breakpoint
CREATE UNIQUE INDEX "disclosures_one_draft" ON "disclosures" USING btree ("enterprise_id","year") WHERE "disclosures"."state" = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "disclosures_one_current" ON "disclosures" USING btree ("enterprise_id","year") WHERE "disclosures"."state" = 'published';--> statement-breakpoint
CREATE INDEX "disclosures_latest" ON "disclosures" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "disclosures"."state" = 'published';--> statement-breakpoint
CREATE INDEX "enterprises_by_name" ON "enterprises" USING btree ("name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_by_region" ON "enterprises" USING btree ("region_code","name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_by_sector" ON "enterprises" USING btree ("sector_code","name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_by_region_sector" ON "enterprises" USING btree ("region_code","sector_code","name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_by_control_level" ON "enterprises" USING btree ("control_level","name_pinyin","id");--> statement-breakpoint
CREATE INDEX "enterprises_exceeding" ON "enterprises" USING btree ("exceedance_count" DESC NULLS FIRST,"name_pinyin","id") WHERE "enterprises"."exceedance_count" > 0;--> statement-breakpoint
CREATE INDEX "enterprises_search" ON "enterprises" USING gin ("search_bigrams");--> statement-breakpoint
CREATE INDEX "key_polluters_by_enterprise" ON "key_polluters" USING btree ("enterprise_id","year");--> statement-breakpoint
CREATE INDEX "outlet_limits_by_outlet" ON "outlet_limits" USING btree ("outlet_id","factor_code","valid_from");--> statement-breakpoint
CREATE INDEX "permits_by_enterprise" ON "permits" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "events_in_order" ON "events" USING btree ("tx","id");--> statement-breakpoint
CREATE INDEX "standard_limits_standard" ON "standard_limits" USING btree ("standard_code","position");--> statement-breakpoint
CREATE INDEX "standard_limits_factor" ON "standard_limits" USING btree ("factor_code");--> statement-breakpoint
CREATE INDEX "violation_cases_board" ON "violation_cases" USING btree ("decided_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX "violation_cases_by_region" ON "violation_cases" USING btree ("region_code","decided_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX "violation_cases_by_category" ON "violation_cases" USING btree ("category","decided_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX "violation_cases_by_sector" ON "violation_cases" USING btree ("sector_code","decided_on" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX "violation_cases_by_fine" ON "violation_cases" USING btree ("fine_fen" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "violation_cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX "violation_cases_by_enterprise" ON "violation_cases" USING btree ("enterprise_id","decided_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "violation_cases_search" ON "violation_cases" USING gin ("search_bigrams");--> statement-breakpoint
CREATE INDEX "violation_measures_by_case" ON "violation_measures" USING btree ("case_id");