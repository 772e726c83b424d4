"""The outer ear: a tilted disc with helix, antihelix, concha, tragus and lobe."""

from palpate.anatomy.build.shape.sculpture import WORLD, Sculpture, turn

EAR = (0.0715, 1.6170, -0.0140)
IN = (0.0, 0.0, -1.0)


def add_ear(body: Sculpture) -> None:
    """Add the ear; its local frame has x backwards, y up and z outwards from the head."""
    frame = WORLD.then(EAR, turn(z=-8) @ turn(y=70) @ turn(z=-10))
    with body.placed(frame), body.group((0.0, 0.0, 0.0), 0.05, 0.006):
        body.ellipsoid((0.0, 0.006, 0.0), (0.0175, 0.0250, 0.0042), 0.004)
        body.ellipsoid((-0.0035, -0.0205, 0.0), (0.0080, 0.0115, 0.0042), 0.012)
        body.bump((0.0015, -0.004, 0.003), (0.0075, 0.0100, 0.006), -0.0040)
        rim = [
            (0.006, 0.004),
            (0.014, 0.012),
            (0.010, 0.025),
            (-0.001, 0.0295),
            (-0.012, 0.022),
            (-0.0160, 0.006),
            (-0.0125, -0.010),
            (-0.007, -0.020),
        ]
        body.stroke(
            [(-x, y, 0.003) for x, y in rim],
            0.0026,
            [0.001, 0.004, 0.005, 0.005, 0.005, 0.0045, 0.003, 0.001],
            fade=False,
        )
        body.stroke(
            [
                (0.006, 0.018, 0.003),
                (0.009, 0.006, 0.003),
                (0.007, -0.008, 0.003),
                (-0.002, -0.014, 0.003),
            ],
            0.0030,
            0.0032,
        )
        body.bump((-0.0120, -0.004, 0.003), (0.0035, 0.0055, 0.005), 0.0050)
