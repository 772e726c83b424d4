import { type BufferGeometry, type PerspectiveCamera, Raycaster, Vector2, Vector3 } from "three";
import { MeshBVH } from "three-mesh-bvh";

/** Where a ray meets the body. */
export interface Hit {
  point: Vector3;
  patch: number;
}

/** Finds the patch under a point of the screen. */
export class Picker {
  private readonly bvh: MeshBVH;
  private readonly caster = new Raycaster();

  constructor(
    geometry: BufferGeometry,
    private readonly facePatch: Uint16Array,
  ) {
    this.bvh = new MeshBVH(geometry, { indirect: true, targetLeafSize: 8 });
  }

  /** @param place Screen position, -1 to 1 rightwards and upwards. */
  pick(place: Vector2, camera: PerspectiveCamera): Hit | undefined {
    this.caster.setFromCamera(place, camera);
    const hit = this.bvh.raycastFirst(this.caster.ray);
    if (!hit || hit.faceIndex == null) return undefined;
    return { point: hit.point, patch: this.facePatch[hit.faceIndex] ?? 0 };
  }

  /** Whether nothing of the body lies between the camera and a point on its surface. */
  isVisible(point: Vector3, camera: PerspectiveCamera): boolean {
    const { ray } = this.caster;
    ray.origin.setFromMatrixPosition(camera.matrixWorld);
    ray.direction.copy(point).sub(ray.origin).normalize();
    const hit = this.bvh.raycastFirst(ray);
    return !hit || ray.origin.distanceTo(point) - hit.distance < 0.012;
  }
}

/** Screen position in the units a picker takes. */
export function toScreen(x: number, y: number, width: number, height: number): Vector2 {
  return new Vector2((x / width) * 2 - 1, 1 - (y / height) * 2);
}

export function toPixels(point: Vector3, camera: PerspectiveCamera, width: number, height: number) {
  const seen = new Vector3().copy(point).project(camera);
  return { x: ((seen.x + 1) / 2) * width, y: ((1 - seen.y) / 2) * height, inFront: seen.z < 1 };
}
