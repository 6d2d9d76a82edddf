-- What a reporter gave of himself ends with its key. To say of which report, the site's role sees the number of the report, and nothing else.
GRANT DELETE ON identity.identities TO qingyuan_app;
--> statement-breakpoint
GRANT SELECT (report_id) ON identity.identities TO qingyuan_app;
