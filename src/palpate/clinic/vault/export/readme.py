"""The text that explains an export to somebody who has never seen Palpate."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from palpate import __version__

_TEXT: Final = """\
THE RECORD OF {who}
Written by Palpate {version} on {day} UTC. This archive needs no Palpate to be read.

KEEP IT SAFE: nothing in here is encrypted. It holds health records.

WHAT IS IN IT
  clients/NUMBER/record.html   a client's record, for reading in any browser
  clients/NUMBER/record.json   the same for programs: client, contacts, consents, intake forms,
                               health history, visits, findings with their drawings, measurements,
                               hypotheses, notes with every version
  clients/NUMBER/notes.txt     every note as plain text, with its former versions
  clients/NUMBER/files/        photographs and papers as they were uploaded
  tables/*.csv                 every table: UTF-8, commas, first line names the columns
  dictionary.csv               what each column of each table means
  audit.csv                    who did what and when: the audit chain
  problems.txt                 only if something could not be read

HOW TO READ THE TABLES
  Times are UTC, as 2026-11-22T09:00:00+00:00. Identifiers join the tables: visits_visit.client_id
  is people_client.id. Columns that hold JSON hold lists and nested values. A text that a
  spreadsheet would take for a formula has an apostrophe before it. Tables whose names begin with
  "historical" hold former versions of rows.
  A drawing is in visits_finding.csv, column case: "pain" is a list of strokes; "patches" in each
  names small areas of the body, as temple.left.1, with an intensity from 1 to 10.

HOW TO CHECK THAT THE AUDIT WAS NOT CHANGED
  Each line of audit.csv carries a digest of itself and of the digest before it. For one practice:
   1. Take the lines in the order of "number". They count 1, 2, 3 ... without a gap.
   2. The "previous" of line 1 is 64 zeros. That of every other line is the "digest" before it.
   3. For each line make a list of twelve values, in this order:
   4.   practice_id as text, as it stands;
   5.   number as a number;
   6.   at as text, in UTC with six decimals: 2026-11-22T09:00:00.000000+00:00;
   7.   user_id as text, empty when it is empty;
   8.   who;
   9.   act;
  10.   client_id as text, empty when it is empty;
  11.   kind;
  12.   object_id;
  13.   why;
  14.   detail, which is JSON itself, as the object that it says;
  15.   previous.
  16. Write that list as JSON: no spaces, keys of objects sorted, every letter beyond ASCII as
      \\uXXXX.
  17. The SHA-256 of that text, in lower-case hexadecimal, is the "digest" of the line.
  18. One line that does not agree was changed, and so was its place in the chain.
  19. Cells are given as they are; take no apostrophe away in audit.csv.
  20. Compare the last digest with one noted elsewhere, as in a backup: so a cut end is found too.
{client}
"""
_CLIENT: Final = """
THIS ARCHIVE HOLDS ONE CLIENT
  It was made to answer a request of that client. Other people's names may stand in it: look it
  through before you hand it over.
"""


def readme(who: str, now: datetime, *, one_client: bool) -> str:
    """The text of README.txt."""
    return _TEXT.format(
        who=who.upper(),
        version=__version__,
        day=f"{now:%Y-%m-%d %H:%M}",
        client=_CLIENT if one_client else "",
    )
