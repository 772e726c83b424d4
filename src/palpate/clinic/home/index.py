"""The words of the notes, found without reading every note, on both engines.

SQLite keeps them in a full-text table (FTS5, in the same encrypted file, without a copy of the
text); PostgreSQL in a column of its own with an inverted index. Both get words folded as names are:
lower case, no accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from palpate.clinic.database.security import EVERYTHING, PRACTICE, ROLE
from palpate.clinic.home.models import IndexedNote
from palpate.clinic.notes.models import PARTS, Note
from palpate.clinic.people.names import fold
from palpate.clinic.practice.models import Member

AT_FIRST: Final = 60
AT_ONCE: Final = 500
"""Matches looked at together; of these the reader sees those within reach, mostly all."""
ROUNDS: Final = 6
WHOLE: Final = "whole"
BEGUN: Final = "begun"
"""Whether the last word asked for must be whole or may be only begun."""
BATCH: Final = 500

CREATE: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE home_words"
        " USING fts5(words, content='', contentless_delete=1, prefix='3 4 5')",
    ),
    "postgresql": (
        "ALTER TABLE home_indexednote ADD COLUMN words tsvector",
        "CREATE INDEX home_words ON home_indexednote USING gin (words)",
    ),
}
DROP: Final = {
    "sqlite": ("DROP TABLE home_words",),
    "postgresql": ("ALTER TABLE home_indexednote DROP COLUMN words",),
}
_FINDER: Final = """
CREATE FUNCTION home_find(asked text, before bigint, most integer, wanted uuid)
RETURNS TABLE (id bigint, note_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path FROM CURRENT SET enable_seqscan = off SET enable_indexscan = on AS $$
DECLARE newest bigint[];
BEGIN
    IF wanted::text IS DISTINCT FROM current_setting('<practice>', true)
       AND current_setting('<everything>', true) IS DISTINCT FROM 'on' THEN
        RETURN;
    END IF;
    EXECUTE
        'SELECT array_agg(s.id) FROM (SELECT i.id FROM (SELECT * FROM home_indexednote n'
        ' WHERE n.id < $2 AND n.practice_id = $4 ORDER BY n.id DESC LIMIT <newest>) i'
        ' WHERE i.words @@ to_tsquery(''simple'', $1) ORDER BY i.id DESC LIMIT $3) s'
        INTO newest USING asked, before, most, wanted;
    IF cardinality(newest) = most THEN
        RETURN QUERY SELECT i.id, i.note_id FROM home_indexednote i
            WHERE i.id = ANY (newest) ORDER BY i.id DESC;
        RETURN;
    END IF;
    PERFORM set_config('enable_indexscan', 'off', true);
    RETURN QUERY EXECUTE
        'SELECT i.id, i.note_id FROM home_indexednote i'
        ' WHERE i.words @@ to_tsquery(''simple'', $1) AND i.id < $2 AND i.practice_id = $4'
        ' ORDER BY i.id DESC LIMIT $3'
        USING asked, before, most, wanted;
END $$
"""
_PLACES: Final = {"<practice>": PRACTICE, "<everything>": EVERYTHING, "<newest>": "3000"}
FINDER: Final = (
    # A pattern of words may not use its index below row-level security. The function is the
    # owner's, who is let past it, and holds to the practice itself. Frequent words are soon found
    # among the newest notes, rare ones by the index: the planner cannot tell them apart.
    "ALTER TABLE home_indexednote NO FORCE ROW LEVEL SECURITY",
    "CREATE INDEX home_newest ON home_indexednote (practice_id, id)",
    re.sub("<[a-z]+>", lambda place: _PLACES[place[0]], _FINDER),
    "REVOKE ALL ON FUNCTION home_find(text, bigint, integer, uuid) FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION home_find(text, bigint, integer, uuid) TO {ROLE}",
)
"""How PostgreSQL finds notes by their words."""
NO_FINDER: Final = (
    "DROP FUNCTION home_find(text, bigint, integer, uuid)",
    "DROP INDEX IF EXISTS home_newest",
    "ALTER TABLE home_indexednote FORCE ROW LEVEL SECURITY",
)
_WRITE: Final = {
    "sqlite": "INSERT OR REPLACE INTO home_words (words, rowid) VALUES (%s, %s)",
    "postgresql": "UPDATE home_indexednote SET words = to_tsvector('simple', %s) WHERE id = %s",
}
_REMOVE: Final = "DELETE FROM home_words WHERE rowid = %s"
_FIND: Final = {
    "sqlite": "SELECT home_words.rowid, note_id FROM home_words"
    " JOIN home_indexednote ON home_indexednote.id = home_words.rowid"
    " WHERE home_words MATCH %s AND home_words.rowid < %s"
    " ORDER BY home_words.rowid DESC LIMIT %s",
    "postgresql": "SELECT id, note_id FROM home_find(%s, %s, %s, %s)",
}
_NEWEST: Final = 2**62


def write(notes: Sequence[Note]) -> None:
    """Put the words of notes into the index, in place of what was known of them."""
    with transaction.atomic():
        rows = [IndexedNote(practice_id=note.practice_id, note_id=note.pk) for note in notes]
        IndexedNote.objects.bulk_create(rows, BATCH, ignore_conflicts=True)
        numbers = _numbers([note.pk for note in notes])
        put((_text(note), numbers[note.pk]) for note in notes)


def put(pairs: Iterable[tuple[str, int]]) -> None:
    """Write folded words under the numbers of their notes."""
    with connection.cursor() as cursor:
        cursor.executemany(_WRITE[connection.vendor], list(pairs))


def rebuild(notes: Iterable[Note] | None = None) -> int:
    """Index every note anew, oldest first; say how many. For data that came as a whole."""
    count = 0
    batch: list[Note] = []
    for note in Note.objects.order_by("created_at").iterator(BATCH) if notes is None else notes:
        batch.append(note)
        if len(batch) == BATCH:
            write(batch)
            count, batch = count + len(batch), []
    write(batch)
    return count + len(batch)


def forget(practice_id: UUID) -> None:
    """Take the notes of a practice out of the index."""
    rows = IndexedNote.objects.filter(practice_id=practice_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(_REMOVE, [(number,) for number in rows.values_list("pk", flat=True)])
    rows.delete()


def find(member: Member, query: str, most: int) -> list[Note]:
    """The newest notes within the member's reach that hold every word.

    Those with the last word whole come before those where it is only begun: to lay all words with
    one beginning over each other takes long where they stand in every note.
    """
    words = fold(query).split()
    if not words:
        return []
    reach = Note.objects.for_user(member)
    found: list[UUID] = []
    before, form = _NEWEST, WHOLE
    for turn in range(ROUNDS):
        at_once = AT_ONCE if turn else AT_FIRST
        matches = _matching(member.practice_id, _asked(words, form), before, at_once)
        if matches:
            # By their keys alone: joined to the index, SQLite would go through every note.
            keys = [key for _, key in matches]
            seen = set(reach.filter(pk__in=keys).values_list("pk", flat=True))
            found.extend(key for key in keys if key in seen)
        is_last = len(matches) < at_once
        if len(found) >= most or (is_last and form == BEGUN):
            break
        before, form = (_NEWEST, BEGUN) if is_last else (matches[-1][0], form)
    wanted = list(dict.fromkeys(found))[:most]
    rows = reach.filter(pk__in=wanted).select_related("client", "visit") if wanted else ()
    return sorted(rows, key=lambda note: wanted.index(note.pk))


def _matching(practice_id: UUID, asked: str, before: int, most: int) -> list[tuple[int, UUID]]:
    """Numbers and keys of notes that hold what is asked, the newest first."""
    key = Note._meta.pk
    practice = [practice_id] if connection.vendor == "postgresql" else []
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor], [asked, before, most, *practice])
        return [(number, key.to_python(note)) for number, note in cursor.fetchall()]


def _asked(words: Sequence[str], form: str) -> str:
    """The words as the engine takes them; folding has left letters and digits only."""
    if connection.vendor == "sqlite":
        return " ".join(f'"{word}"' for word in words) + ("*" if form == BEGUN else "")
    return " & ".join(f"'{word}'" for word in words) + (":*" if form == BEGUN else "")


def _numbers(ids: Sequence[UUID]) -> dict[UUID, int]:
    known: dict[UUID, int] = {}
    for start in range(0, len(ids), BATCH):
        rows = IndexedNote.objects.filter(note_id__in=ids[start : start + BATCH])
        known.update(rows.values_list("note_id", "pk"))
    return known


def _text(note: Note) -> str:
    return fold(" ".join(getattr(note, part) for part in PARTS))
