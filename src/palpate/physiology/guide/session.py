"""One site's guide as a treatment page drives it: propose, press, report, release, stop.

A session is the fold of its events. `to_json` writes them and `from_json` plays them again, which
gives the same session to the last bit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np

from palpate.evidence import UserError
from palpate.physiology.catalogue import load_applicators
from palpate.physiology.checks import choice, number
from palpate.physiology.contact import MOST_FORCE_N
from palpate.physiology.guide.listening import WORDS
from palpate.physiology.guide.policy import BOUNDS, HIGHEST, LOWEST, Guides
from palpate.physiology.guide.prior import prior_for
from palpate.physiology.guide.record import read_record
from palpate.physiology.guide.setting import LONGEST_HOLD, PROTOCOLS, Setting
from palpate.physiology.guide.site import Site, level_of
from palpate.physiology.guide.wording import ADVICE, compared_with_last, proposal_sentence

SHORTEST_HOLD = 5.0
LONGEST_REST = 7200.0
PHASES = {"press": "ready", "report": "pressing", "release": "pressing", "go_on": "stopped"}
PHASES |= {"algometer": "ready", "soreness": "ready"}
LITTLE = 1.2
DEEPER_WORDS = {False: "a little deeper", True: "deeper"}


@dataclass(frozen=True)
class Proposal:
    """The next press: what with, how hard, how long, and why in one sentence.

    `force_n` is None without a gauge. `pressure_kpa` is felt alike under a 1 cm2 tip; `pain` is
    what the guide expects (0-10) and `risk` its probability that pain passes 8.
    """

    level: str
    applicator: str
    force_n: float | None
    pressure_kpa: float
    seconds: float
    ramp_newton_per_second: float
    pain: float
    risk: float
    rest_seconds: float
    bound: str
    sentence: str


@dataclass(frozen=True)
class Advice:
    """What to do now: `hold`, `deepen` (to `pressure_kpa`) or `release`, and why."""

    action: str
    sentence: str
    pressure_kpa: float
    force_n: float | None


class GuideSession:
    """The guide of one client's one site. `phase` is ready, pressing or stopped."""

    def __init__(self, site: Site, setting: Setting | None = None, seed: int = 0) -> None:
        self.site, self.setting, self.seed = site, setting or Setting(), seed
        self.phase = "ready"
        self.spent_seconds = 0.0
        self.events: list[dict[str, Any]] = []
        self._prior = prior_for(site.point)
        start = site.start().level.share_of_threshold * self._prior.threshold
        self._guides = Guides(1, self._prior, self.setting, seed, start=start)
        self._last: float | None = None
        self._applicator = site.applicators[0]
        self._at = self._planned = self._before = 0.0

    @property
    def seconds_left(self) -> float:
        """Seconds of pressure that this site may still have in this visit."""
        return self.setting.site_seconds - self.spent_seconds

    def propose(self) -> Proposal:
        """The next press. Nothing changes by asking. Raises UserError when none may follow."""
        self._must_be("ready")
        seconds = self._seconds()
        chosen = self._guides.propose()
        applicator, force = self.site.applicator_for(float(chosen.pressure[0]))
        pressure = self.site.pressure(force, applicator.id)
        level = level_of(pressure, self._prior.threshold).name
        bound = BOUNDS[int(chosen.bound[0])]
        gauge = self.setting.gauge
        what = f"{level.capitalize()} pressure with the {applicator.name}"
        what += f" ({force:.0f} N)" if gauge else ""
        pain = float(chosen.pain[0])
        return Proposal(
            level=level,
            applicator=applicator.id,
            force_n=force if gauge else None,
            pressure_kpa=pressure,
            seconds=seconds,
            ramp_newton_per_second=self.setting.ramp_newton_per_second,
            pain=pain,
            risk=float(chosen.risk[0]),
            rest_seconds=PROTOCOLS[self.setting.protocol].rest_seconds if self._last else 0.0,
            bound=bound,
            sentence=proposal_sentence(
                what,
                bound,
                pain,
                seconds,
                compared_with_last(pressure, self._last),
                not self.events,
            ),
        )

    def press(
        self,
        rest_seconds: float | None = None,
        force_n: float | None = None,
        applicator: str | None = None,
    ) -> None:
        """The press begins: as proposed, or with a measured force and another applicator.

        `rest_seconds` is the time without pressure before it. Raises UserError.
        """
        proposal = self.propose()
        used = choice(applicator or proposal.applicator, "applicator", self.site.applicators)
        pressure = proposal.pressure_kpa
        if force_n is not None:
            force = number(force_n, "force_n", 0.5, MOST_FORCE_N, "N")
            pressure = self.site.pressure(force, used)
        rest = proposal.rest_seconds if rest_seconds is None else rest_seconds
        number(rest, "rest_seconds", 0, LONGEST_REST, "s")
        self._do("press", pressure_kpa=pressure, rest_seconds=rest, applicator=used)

    def report(
        self, at_seconds: float, pain: float | None = None, word: str | None = None
    ) -> Advice:
        """What the client says, so many seconds into the press, and what to do now.

        `pain` is 0-10; `word` one of "too much", "too little", "better", "worse", "stop". With
        neither, only time passes. Raises UserError.
        """
        if word == "stop":
            return self.stop(at_seconds)
        if pain is not None:
            number(pain, "pain", 0, 10, "")
        if word is not None:
            choice(word, "word", (*WORDS, "stop"))
        self._do("report", at_seconds=at_seconds, pain=pain, word=word)
        return self._advice(word)

    def release(self, at_seconds: float) -> None:
        """The press ends, so many seconds after it began. Raises UserError."""
        self._do("release", at_seconds=at_seconds)

    def stop(self, at_seconds: float | None = None) -> Advice:
        """The client says stop. Accepted at any time; ends the press and every proposal."""
        time = at_seconds
        if self.phase == "pressing":
            time = self._at if at_seconds is None else min(max(at_seconds, self._at), LONGEST_HOLD)
        self._do("stop", at_seconds=time if self.phase == "pressing" else None)
        return Advice("release", ADVICE["stop"], 0.0, 0.0 if self.setting.gauge else None)

    def go_on(self) -> None:
        """The client's new word, after a stop, that this site may be pressed again."""
        self._do("go_on")

    def read_algometer(self, force_n: float, applicator: str = "tool") -> None:
        """A pressure pain threshold, read between presses, as a force in N. Raises UserError."""
        number(force_n, "force_n", 0.5, MOST_FORCE_N, "N")
        read = self.site.pressure(force_n, applicator)
        number(read, "threshold", LOWEST, 1000, "kPa")
        self._do("algometer", threshold_kpa=read)

    def report_soreness(self, soreness: float) -> None:
        """Soreness 0-10 of the day after the last visit. Raises UserError."""
        number(soreness, "soreness", 0, 10, "")
        self._do("soreness", soreness=soreness)

    def new_visit(self, days: float) -> None:
        """Another visit, so many days later; a stop still holds. Raises UserError."""
        number(days, "days", 0, 3650, "d")
        self._do("visit", days=days)

    def to_json(self) -> str:
        """The whole session as JSON."""
        record = {"version": 1, "seed": self.seed, "site": asdict(self.site)}
        return json.dumps({**record, "setting": asdict(self.setting), "events": self.events})

    @classmethod
    def from_json(cls, text: str) -> GuideSession:
        """The session that was written. Raises UserError naming what is wrong."""
        site, setting, seed, events = read_record(text)
        session = cls(site, setting, seed)
        for event in events:
            session._do(**event)
        return session

    def _do(self, do: str, **values: Any) -> None:
        if do in PHASES:
            self._must_be(PHASES[do])
        if do in ("report", "release"):
            self._check_time(values["at_seconds"])
        self._apply[do](self, **values)
        self.events.append({"do": do, **values})

    def _press(self, pressure_kpa: float, rest_seconds: float, applicator: str) -> None:
        self._planned = self._seconds()
        self._guides.press(_one(min(pressure_kpa, HIGHEST)), _one(rest_seconds))
        self._guides.most = self._most(applicator)
        self._applicator, self._at = applicator, 0.0
        self.phase = "pressing"

    def _report(self, at_seconds: float, pain: float | None, word: str | None) -> None:
        self._hold(at_seconds)
        said = np.nan if pain is None else pain
        index = -1 if word is None else WORDS.index(word)
        if pain is not None or word is not None:
            self._guides.hear(_one(said), np.array([index], dtype=np.intp))
            self._before = float(self._guides.pressure[0])
            if self._at < self._planned:
                self._guides.deepen()

    def _release(self, at_seconds: float) -> None:
        self._hold(at_seconds)
        self._lift()
        self.phase = "ready"

    def _stop(self, at_seconds: float | None) -> None:
        if self.phase == "pressing":
            self._hold(self._at if at_seconds is None else at_seconds)
            self._guides.stop(np.array([True]))
            self._lift()
        self.phase = "stopped"

    def _go_on(self) -> None:
        self.phase = "ready"

    def _algometer(self, threshold_kpa: float) -> None:
        self._guides.read(_one(threshold_kpa))

    def _soreness(self, soreness: float) -> None:
        self._guides.sore(_one(soreness))

    def _visit(self, days: float) -> None:
        if self.phase == "pressing":
            self._must_be("ready")
        self._guides.new_visit(_one(days))
        self._last, self.spent_seconds = None, 0.0

    _apply: ClassVar[dict[str, Callable[..., None]]] = {
        "press": _press,
        "report": _report,
        "release": _release,
        "stop": _stop,
        "go_on": _go_on,
        "algometer": _algometer,
        "soreness": _soreness,
        "visit": _visit,
    }

    def _hold(self, until: float) -> None:
        self._guides.hold(_one(until - self._at))
        self.spent_seconds += until - self._at
        self._at = until

    def _lift(self) -> None:
        self._last = float(self._guides.pressure[0])
        self._guides.release()
        self._guides.most = HIGHEST

    def _most(self, applicator: str) -> float:
        most = load_applicators()[applicator].most_force_n
        return min(self.site.pressure(most, applicator), HIGHEST)

    def _seconds(self) -> float:
        longest = min(PROTOCOLS[self.setting.protocol].hold_seconds, self.setting.hold_seconds)
        if self.seconds_left < SHORTEST_HOLD:
            raise UserError(
                f"has had its {self.setting.site_seconds:g} s in this visit.",
                "Go on to another site; allowed are 5 to 600 s for each visit.",
                "site_seconds",
            )
        return min(longest, self.seconds_left)

    def _advice(self, word: str | None) -> Advice:
        guides = self._guides
        pressure = float(guides.pressure[0])
        if guides.ended[0]:
            much = guides.ceiling[0] < pressure
            why = "worse" if word == "worse" else "too much" if much else "fallen"
            return self._say("release", ADVICE[why], pressure)
        if self._at >= self._planned:
            return self._say("release", ADVICE["time"], pressure)
        if guides.deepened[0]:
            far = DEEPER_WORDS[bool(pressure > LITTLE * self._before)]
            return self._say("deepen", ADVICE["deepen"].format(words=far), pressure)
        return self._say("hold", ADVICE["hold"], pressure)

    def _say(self, action: str, sentence: str, pressure: float) -> Advice:
        force = self.site.force(pressure, self._applicator) if self.setting.gauge else None
        return Advice(action, sentence, pressure, force)

    def _check_time(self, at_seconds: float) -> None:
        number(at_seconds, "at_seconds", self._at, LONGEST_HOLD, "s")

    def _must_be(self, phase: str) -> None:
        if self.phase == phase:
            return
        remedies = {
            "stopped": "Ask the client, and record the word to go on.",
            "pressing": "Release the press first.",
            "ready": "Begin a press first." if phase == "pressing" else "Nothing was stopped.",
        }
        raise UserError(f"is {self.phase}, not {phase}.", remedies[self.phase], "phase")


def _one(value: float) -> Any:
    return np.array([value], dtype=np.float64)
