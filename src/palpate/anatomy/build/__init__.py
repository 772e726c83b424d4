"""How the body is made: shape, mesh, landmarks, regions and patches; never needed to use it."""
