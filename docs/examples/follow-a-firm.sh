#!/bin/sh
# For NGOs: tells whether anything public about a firm changed since the last run, and its cases. Run it daily (cron).
#   SITE=https://qingyuan.example sh follow-a-firm.sh 91430902MAFAKE0008
set -eu
code=$1
state=${STATE:-.}/$code
# With the ETag of the last answer the site answers 304, in a few bytes, where nothing changed.
status=$(curl -sS -o "$state.new" -w '%{http_code}' --etag-compare "$state.etag" --etag-save "$state.etag" \
  "$SITE/api/v1/enterprises/$code")
case $status in
  200) mv "$state.new" "$state.json"; echo "$code changed: $state.json holds its whole record" ;;
  304) rm -f "$state.new"; echo "$code: nothing changed" ;;
  *) cat "$state.new" >&2; rm -f "$state.new" "$state.etag"; exit 1 ;;
esac
