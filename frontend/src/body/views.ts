import { Box3, Vector3 } from "three";
import { BACK, CLOSE_UPS, type CloseUp, FRONT, LEFT, RIGHT } from "./close-ups";
import type { BodyData } from "./format";
import type { Pose } from "./orbit";
import type { Topology } from "./topology";

export interface View {
  id: string;
  name: string;
  group: string;
  pose: Pose;
}

/** The whole figure from four sides, then close-ups framed by the patches of their areas. */
export function buildViews(body: BodyData, topology: Topology): View[] {
  const home = wholeBody(body);
  const turned = (id: string, name: string, azimuth: number): View => ({
    id,
    name,
    group: "Whole body",
    pose: { ...home, azimuth },
  });
  return [
    turned("front", "Front", FRONT),
    turned("back", "Back", BACK),
    turned("left", "Left", LEFT),
    turned("right", "Right", RIGHT),
    ...Object.entries(CLOSE_UPS).flatMap(([group, closeUps]) =>
      closeUps.map((closeUp) => ({
        id: closeUp.id,
        name: closeUp.name,
        group,
        pose: frame(closeUp, body, topology),
      })),
    ),
  ];
}

function wholeBody({ positions }: BodyData): Pose {
  const box = new Box3().setFromArray(positions);
  const size = box.getSize(new Vector3());
  return {
    target: box.getCenter(new Vector3()),
    azimuth: FRONT,
    elevation: 0.02,
    halfHeight: size.y * 0.535,
    halfWidth: size.x * 0.52,
  };
}

function frame(closeUp: CloseUp, body: BodyData, topology: Topology): Pose {
  const areas = new Map(body.regions.map((region) => [region.id, region.area]));
  const box = new Box3();
  for (const [index, patch] of body.patches.entries()) {
    if (!closeUp.areas.includes(areas.get(patch.region) ?? "")) continue;
    if (closeUp.side !== "all" && patch.side !== closeUp.side) continue;
    box.expandByPoint(new Vector3().fromArray(topology.patchCentres, index * 3));
  }
  const size = box.getSize(new Vector3());
  const { azimuth, elevation } = closeUp;
  const across = Math.abs(Math.cos(azimuth)) * size.x + Math.abs(Math.sin(azimuth)) * size.z;
  const upright = Math.cos(elevation) * size.y + Math.abs(Math.sin(elevation)) * size.z;
  return {
    target: box.getCenter(new Vector3()),
    azimuth,
    elevation,
    halfHeight: upright * 0.55 + 0.015,
    halfWidth: across * 0.55 + 0.015,
  };
}
