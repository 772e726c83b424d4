"""What brings the clients of the sample practice: muscles that refer pain, and what is said of it.

The drawings are made from the referral patterns of these muscles in the shipped knowledge, so they
look as such pain does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Complaint:
    """A complaint and its words. ``{side}`` stands for the side."""

    title: str
    sources: tuple[str, ...]
    """Sources without their side, the strongest first."""
    qualities: tuple[str, ...]
    told: str
    found: str
    treated: str
    advice: str
    factors: tuple[str, ...]
    movement: str
    reach: tuple[int, int]
    """Degrees at the first visit and at the last."""
    threshold: tuple[float, float]
    """Pressure pain threshold in kg/cm² at the first visit and at the last."""


COMPLAINTS: Final[Mapping[str, Complaint]] = {
    "headache": Complaint(
        "Headache at the {side} temple",
        ("trapezius_upper.1", "sternocleidomastoid_sternal.2", "temporalis.1"),
        ("ache", "tight"),
        "Headache from the {side} side of the neck to the temple, three or four days a week, worse"
        " after work at the screen.",
        "Taut band in the {side} upper trapezius; pressure on it brings the known pain to the"
        " temple.",
        "Pressure release of upper trapezius and sternocleidomastoid, then slow stretching.",
        "Screen at eye height; five slow head turns every hour.",
        ("desk_work", "held_posture"),
        "neck_rotation",
        (58, 76),
        (2.1, 3.6),
    ),
    "neck": Complaint(
        "Stiff neck, {side}",
        ("levator_scapulae.1", "trapezius_upper.2"),
        ("tight", "ache"),
        "Cannot turn the head to the {side} without pain since a week of deadlines.",
        "Tender at the {side} upper angle of the shoulder blade; the known pain comes with"
        " pressure.",
        "Pressure release of levator scapulae in side-lying; contract and relax.",
        "Do not hold the telephone with the shoulder; warmth in the evening.",
        ("held_posture", "psychological_stress"),
        "neck_rotation",
        (52, 74),
        (2.4, 3.9),
    ),
    "shoulder": Complaint(
        "Pain in the {side} shoulder when reaching",
        ("infraspinatus.1", "supraspinatus.1"),
        ("ache",),
        "Deep pain in the front of the {side} shoulder when reaching back for the coat; cannot"
        " sleep on it.",
        "Two taut bands in the {side} infraspinatus; pressure sends the known pain to the front"
        " of the shoulder.",
        "Pressure release of infraspinatus; supraspinatus stripped lightly.",
        "A cushion under the arm at night; tennis ball against the wall, one minute.",
        ("overhead_work", "sleeping_position"),
        "shoulder_internal_rotation",
        (38, 60),
        (2.8, 4.4),
    ),
    "back": Complaint(
        "Low back pain, {side}",
        ("quadratus_lumborum_superficial.1", "gluteus_medius.1"),
        ("ache", "stabbing"),
        "Pain low in the back on the {side} when getting up from a chair, sharp on coughing.",
        "The {side} quadratus lumborum is tender beside the third lumbar vertebra; the known pain"
        " comes at once.",
        "Pressure release of quadratus lumborum in side-lying; gluteus medius after it.",
        "Turn over in one piece; walk ten minutes twice a day.",
        ("heavy_lifting", "inactivity"),
        "trunk_flexion",
        (45, 82),
        (3.0, 5.2),
    ),
    "hip": Complaint(
        "Pain from the {side} hip down the leg",
        ("gluteus_minimus_posterior.1", "piriformis.1"),
        ("ache", "tingling"),
        "Pain from the {side} buttock down the outside of the leg after sitting or driving.",
        "Firm band in the {side} gluteus minimus; held pressure sends pain to the calf. Straight"
        " leg raise is free.",
        "Pressure release of gluteus minimus and piriformis; stretch over the edge of the table.",
        "Get out of the car every hour; no wallet in the back pocket.",
        ("inactivity", "desk_work"),
        "hip_internal_rotation",
        (24, 38),
        (3.2, 5.0),
    ),
    "jaw": Complaint(
        "Pain in the {side} jaw and ear",
        ("masseter_superficial.1", "temporalis.2"),
        ("ache", "tight"),
        "The {side} jaw aches on waking; the ear feels full. The dentist found nothing.",
        "Three tender points in the {side} masseter; the mouth opens two fingers wide.",
        "Gentle pressure release of masseter from outside; temporalis stroked.",
        "Teeth apart, lips together; soft food on bad days.",
        ("clenching", "psychological_stress"),
        "neck_side_bending",
        (28, 41),
        (1.4, 2.3),
    ),
    "elbow": Complaint(
        "Pain outside the {side} elbow",
        ("extensor_carpi_radialis_longus.1", "scalenus_medius.1"),
        ("ache", "burning"),
        "Burning outside the {side} elbow when gripping; cannot lift a full kettle.",
        "Taut band in the {side} long radial wrist extensor; gripping hurts, the joint does not.",
        "Pressure release of the wrist extensors; nerve paths of the arm moved gently.",
        "Lift with the palm up; thicker handles.",
        ("repetitive_load",),
        "wrist_flexion",
        (48, 70),
        (2.6, 4.1),
    ),
    "calf": Complaint(
        "Pain in the {side} calf and heel",
        ("soleus.1", "gastrocnemius_medial.1"),
        ("ache", "tight"),
        "Pain from the {side} calf to the heel with the first steps of a run.",
        "Band in the {side} soleus above the ankle; pressure sends the pain to the heel. No"
        " swelling, no warmth, both calves are equally thick.",
        "Pressure release of soleus with the foot moving; gastrocnemius after it.",
        "Half the distance for two weeks; heel drops, three times fifteen.",
        ("training_error", "footwear"),
        "ankle_dorsiflexion_standing",
        (26, 38),
        (3.4, 5.5),
    ),
    "foot": Complaint(
        "Pain under the {side} heel",
        ("soleus.1", "plantar_fascia"),
        ("stabbing", "ache"),
        "The first steps in the morning hurt under the {side} heel, better after ten minutes.",
        "Tender {side} soleus and heel; pressure on the calf brings the morning pain.",
        "Pressure release of soleus; sole stroked from heel to toes.",
        "Roll a bottle under the foot before getting up.",
        ("footwear", "held_posture"),
        "ankle_dorsiflexion_standing",
        (24, 36),
        (3.1, 4.9),
    ),
}
