-- Whoever opens an original needs its key.
GRANT SELECT ON report_file_keys TO qingyuan_identity;
