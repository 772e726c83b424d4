import { Box3, Vector3 } from "three";
import type { SourceDetail } from "../api/types";
import type { Mark } from "../state/drawing";
import { inWords } from "../state/qualities";
import type { Marker } from "./markers";
import type { Pose } from "./orbit";
import type { Zones } from "./paint-layer";
import type { Topology } from "./topology";

/** One marker for every joined area with the same words, at the patch nearest its middle. */
export function wordMarkers(marks: ReadonlyMap<number, Mark>, topology: Topology): Marker[] {
  const left = new Set([...marks].filter(([, mark]) => mark.qualities > 0).map(([patch]) => patch));
  const markers: Marker[] = [];
  for (const first of left) {
    const qualities = marks.get(first)?.qualities ?? 0;
    const area = joined(
      first,
      left,
      topology,
      (patch) => marks.get(patch)?.qualities === qualities,
    );
    markers.push({
      kind: "words",
      point: middlePatch(area, topology),
      symbol: "",
      label: inWords(qualities),
      size: spread(area, topology),
    });
  }
  return markers;
}

/** Cosine between the skin's way and the camera from which a zone is seen well. */
const SEEN_ENOUGH = 0.45;
/** Half the height of the closest picture of a source, metres. */
const SMALLEST_FRAME = 0.17;

/** A site's name shows in close-ups only. */
const SITE_SIZE = 0.06;

/** One cross for every place to palpate: numbered as in the list, or named where it is alone. */
export function siteMarkers(detail: SourceDetail): Marker[] {
  const alone = detail.sites.length === 1;
  return detail.sites.map((site, index) => ({
    kind: "site",
    point: new Vector3(...site.point),
    symbol: alone ? "✕" : `✕${index + 1}`,
    label: alone ? site.name : "",
    size: SITE_SIZE,
  }));
}

function joined(
  first: number,
  left: Set<number>,
  topology: Topology,
  belongs: (patch: number) => boolean,
): number[] {
  const area: number[] = [];
  const queue = [first];
  left.delete(first);
  for (let patch = queue.pop(); patch !== undefined; patch = queue.pop()) {
    area.push(patch);
    for (const neighbour of topology.neighbours[patch] ?? []) {
      if (left.has(neighbour) && belongs(neighbour)) {
        left.delete(neighbour);
        queue.push(neighbour);
      }
    }
  }
  return area;
}

/** Diagonal of the box around the patches' centres, with half a patch on each side; metres. */
function spread(area: readonly number[], topology: Topology): number {
  return boundsOf(area, topology).getSize(new Vector3()).length() + 0.02;
}

function boundsOf(patches: readonly number[], topology: Topology): Box3 {
  const box = new Box3();
  for (const patch of patches) {
    box.expandByPoint(new Vector3().fromArray(topology.patchCentres, patch * 3));
  }
  return box;
}

/** The centre of whichever patch lies nearest the middle, so that the mark is on the skin. */
function middlePatch(area: readonly number[], topology: Topology): Vector3 {
  const centres = area.map((patch) => new Vector3().fromArray(topology.patchCentres, patch * 3));
  const middle = centres
    .reduce((sum, centre) => sum.add(centre), new Vector3())
    .divideScalar(centres.length);
  return centres.reduce((best, centre) =>
    centre.distanceTo(middle) < best.distanceTo(middle) ? centre : best,
  );
}

/** A pose that shows a source's zones and sites, from the side they face unless seen already. */
export function poseFor(
  detail: Zones & { sites: readonly { point: [number, number, number] }[] },
  topology: Topology,
  now: { pose: Pose; towardsCamera: Vector3 },
): Pose | undefined {
  const box = boundsOf([...detail.essential, ...detail.spillover], topology);
  for (const site of detail.sites) box.expandByPoint(new Vector3(...site.point));
  if (box.isEmpty()) return undefined;
  const way = facing(detail.essential, topology);
  const hidden = way !== undefined && way.dot(now.towardsCamera) < SEEN_ENOUGH;
  const azimuth = hidden ? Math.atan2(way.x, way.z) : now.pose.azimuth;
  const size = box.getSize(new Vector3());
  const across = Math.abs(Math.cos(azimuth)) * size.x + Math.abs(Math.sin(azimuth)) * size.z;
  return {
    target: box.getCenter(new Vector3()),
    azimuth,
    elevation: 0.05,
    halfHeight: Math.max(size.y * 0.62, SMALLEST_FRAME),
    halfWidth: Math.max(across * 0.62, SMALLEST_FRAME * 0.8),
  };
}

/** The way the skin of these patches faces, or nothing when they face all ways. */
function facing(patches: readonly number[], topology: Topology): Vector3 | undefined {
  const sum = new Vector3();
  for (const patch of patches) {
    sum.add(new Vector3().fromArray(topology.patchNormals, patch * 3));
  }
  return sum.lengthSq() > 0 ? sum.normalize() : undefined;
}
