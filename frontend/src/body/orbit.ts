import { MathUtils, type PerspectiveCamera, Vector3 } from "three";

/** Where the camera looks: angles in radians, lengths in metres. */
export interface Pose {
  target: Vector3;
  /** 0 looks at the front of the body, a quarter turn at its left side. */
  azimuth: number;
  elevation: number;
  /** Half of the height and width that must be in the picture. */
  halfHeight: number;
  halfWidth: number;
}

const HIGHEST = MathUtils.degToRad(85);
const CLOSEST = 0.035;

function copy(pose: Pose): Pose {
  return { ...pose, target: pose.target.clone() };
}

/** Moves a camera around the body; the pose says what is seen, not where the camera is. */
export class Orbit {
  pose: Pose;

  constructor(
    private readonly camera: PerspectiveCamera,
    private readonly home: Pose,
  ) {
    this.pose = copy(home);
  }

  go(pose: Pose): void {
    this.pose = copy(pose);
  }

  turn(azimuth: number, elevation: number): void {
    this.pose.azimuth += azimuth;
    this.pose.elevation = MathUtils.clamp(this.pose.elevation + elevation, -HIGHEST, HIGHEST);
  }

  /** Shows more (factor above 1) or less; keeps `anchor` in place, and home in reach. */
  zoom(factor: number, anchor?: Vector3): void {
    const { pose, home } = this;
    const limited = MathUtils.clamp(pose.halfHeight * factor, CLOSEST, home.halfHeight);
    const ratio = limited / pose.halfHeight;
    if (ratio < 1 && anchor) pose.target.lerp(anchor, 1 - ratio);
    if (ratio > 1) pose.target.lerp(home.target, 1 - 1 / ratio);
    pose.halfHeight = limited;
    pose.halfWidth *= ratio;
    if (limited === home.halfHeight) {
      pose.halfWidth = home.halfWidth;
      pose.target.copy(home.target);
    }
  }

  /** Moves the picture by a share of its height. */
  pan(right: number, up: number): void {
    const { pose } = this;
    const step = pose.halfHeight * 2;
    const rightwards = new Vector3(Math.cos(pose.azimuth), 0, -Math.sin(pose.azimuth));
    pose.target.addScaledVector(rightwards, right * step);
    pose.target.y += up * step;
    pose.target.clamp(new Vector3(-0.6, 0, -0.3), new Vector3(0.6, 1.8, 0.3));
  }

  apply(aspect: number): void {
    const { camera, pose } = this;
    const slope = Math.tan(MathUtils.degToRad(camera.fov / 2));
    const distance = Math.max(pose.halfHeight / slope, pose.halfWidth / (slope * aspect)) + 0.12;
    const level = Math.cos(pose.elevation);
    camera.aspect = aspect;
    camera.near = distance * 0.02;
    camera.far = distance + 3;
    camera.position
      .set(Math.sin(pose.azimuth) * level, Math.sin(pose.elevation), Math.cos(pose.azimuth) * level)
      .multiplyScalar(distance)
      .add(pose.target);
    camera.lookAt(pose.target);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  /** The pose a share of the way from one pose to another, turning the short way round. */
  static between(from: Pose, to: Pose, share: number): Pose {
    const turn = MathUtils.euclideanModulo(to.azimuth - from.azimuth + Math.PI, 2 * Math.PI);
    const mix = (a: number, b: number) => MathUtils.lerp(a, b, share);
    return {
      target: from.target.clone().lerp(to.target, share),
      azimuth: from.azimuth + (turn - Math.PI) * share,
      elevation: mix(from.elevation, to.elevation),
      halfHeight: mix(from.halfHeight, to.halfHeight),
      halfWidth: mix(from.halfWidth, to.halfWidth),
    };
  }
}
