#!/bin/sh
# Holds the records of $CORPUS against their committed baseline and leaves the reports in $REPORTS, whatever comes of it.
# $FAIL_ON: rules that fail the check, separated by spaces; none: the project's own, else any change.
set -u
reports=${REPORTS:-review}
mkdir -p "$reports"
set --
for rule in ${FAIL_ON:-}; do
  set -- "$@" --fail-on "$rule"
done
launchledger baseline check "${CORPUS:-corpus}" --blame "$@" \
  --out "$reports/review.md" --out "$reports/review.json" --out "$reports/review.xml" \
  --out "$reports/review.sarif" --out "$reports/review.html"
status=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$reports/review.md" ]; then
  cat "$reports/review.md" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
