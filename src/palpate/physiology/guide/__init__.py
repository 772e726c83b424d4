"""The pressure guide: the next press from what the client says, within caps that protect."""

from palpate.physiology.guide.session import Advice, GuideSession, Proposal
from palpate.physiology.guide.setting import PROTOCOLS, Setting
from palpate.physiology.guide.site import Site

__all__ = ["PROTOCOLS", "Advice", "GuideSession", "Proposal", "Setting", "Site"]
