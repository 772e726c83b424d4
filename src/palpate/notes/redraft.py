"""Drafting again over a text that was edited: nothing written by hand is lost."""

from __future__ import annotations


def redraft(edited: str, drafted: str, fresh: str) -> str:
    """Return the edited text brought up to date.

    Lines that still stand as they were last drafted follow the record: one it no longer supports
    goes. Every other line was written by hand and stays where it is. New lines are put in after
    the line that comes before them in the fresh draft.
    """
    before, after = drafted.splitlines(), fresh.splitlines()
    known = set(before)
    kept = [line for line in edited.splitlines() if line not in known or line in after]
    place = 0
    for line in after:
        if line in kept:
            place = kept.index(line) + 1
        elif line not in known:  # a known line that is gone was taken out by hand
            kept.insert(place, line)
            place += 1
    return "\n".join(kept)
