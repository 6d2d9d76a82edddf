CREATE TABLE "open_data_dumps" (
	"list" text NOT NULL,
	"day" date NOT NULL,
	"format" text NOT NULL,
	"rows" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"content_sha256" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_tx" "xid8" NOT NULL,
	CONSTRAINT "open_data_dumps_list_day_format_pk" PRIMARY KEY("list","day","format"),
	CONSTRAINT "open_data_dumps_hash" CHECK ("open_data_dumps"."sha256" ~ '^[0-9a-f]{64}$' and "open_data_dumps"."content_sha256" ~ '^[0-9a-f]{64}$')
);
