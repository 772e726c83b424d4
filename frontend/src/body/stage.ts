import {
  BufferAttribute,
  BufferGeometry,
  Mesh,
  PerspectiveCamera,
  Scene,
  type Vector3,
  type WebGLRenderer,
} from "three";
import { type Part, splitArms } from "./arms";
import type { BodyData } from "./format";
import { type Marker, MarkerLayer } from "./markers";
import { BodyMaterial } from "./material";
import { Orbit, type Pose } from "./orbit";
import { PaintLayer } from "./paint-layer";
import { type Hit, Picker, toScreen } from "./picker";
import { createRenderer } from "./renderer";
import type { Theme } from "../state/theme";
import type { Topology } from "./topology";

const FIELD_OF_VIEW = 20;
const MOVE_MS = 320;
const SETTLE_MS = 350;
const FINE_RATIO = 2;

/** The picture of the body: draws only when something changed. */
export class BodyStage {
  readonly orbit: Orbit;
  readonly paint: PaintLayer;
  private readonly renderer: WebGLRenderer;
  private readonly isSoftware: boolean;
  private settling = 0;
  private readonly camera = new PerspectiveCamera(FIELD_OF_VIEW);
  private readonly scene = new Scene();
  private readonly material = new BodyMaterial();
  private readonly geometry = new BufferGeometry();
  private readonly facePatch: Uint16Array;
  private readonly armless: Part;
  private readonly arms: Mesh;
  private readonly setArms: (opacity: number) => void;
  private armsSeen = 1;
  private armsWanted = 1;
  private armsSince = 0;
  private readonly markers: MarkerLayer;
  private knownPicker: Picker | undefined;
  private armlessPicker: Picker | undefined;
  private frame = 0;
  private width = 1;
  private height = 1;

  constructor(
    canvas: HTMLCanvasElement,
    markerHost: HTMLElement,
    body: BodyData,
    topology: Topology,
    home: Pose,
  ) {
    const { renderer, isSoftware } = createRenderer(canvas);
    this.renderer = renderer;
    this.isSoftware = isSoftware;
    this.renderer.setPixelRatio(this.movingRatio);
    this.facePatch = body.facePatch;
    this.geometry.setAttribute("position", new BufferAttribute(body.positions, 3));
    this.geometry.setAttribute("normal", new BufferAttribute(body.normals, 3, true));
    this.geometry.setIndex(new BufferAttribute(body.faces, 1));
    this.paint = new PaintLayer(this.geometry, body, topology);
    const { arms, rest } = splitArms(this.geometry, body);
    const { material, setOpacity } = this.material.fading();
    this.armless = rest;
    this.setArms = setOpacity;
    this.arms = new Mesh(arms.geometry, material);
    for (const mesh of [new Mesh(rest.geometry, this.material), this.arms]) {
      mesh.frustumCulled = false;
      this.scene.add(mesh);
    }
    this.orbit = new Orbit(this.camera, home);
    this.markers = new MarkerLayer(markerHost);
  }

  resize(width: number, height: number): void {
    if (width < 1 || height < 1 || (width === this.width && height === this.height)) return;
    this.width = width;
    this.height = height;
    this.renderer.setSize(width, height, false);
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.material.setTheme(theme);
    this.invalidate();
  }

  setMarkers(markers: readonly Marker[]): void {
    this.markers.set(markers);
    this.invalidate();
  }

  setBrush(point: Vector3 | undefined, radius: number): void {
    this.material.setBrush(point, radius);
    this.invalidate();
  }

  pick(x: number, y: number): Hit | undefined {
    this.orbit.apply(this.width / this.height);
    return this.picker.pick(toScreen(x, y, this.width, this.height), this.camera);
  }

  pickCentre(): Hit | undefined {
    return this.pick(this.width / 2, this.height / 2);
  }

  /** Direction from the body towards the camera. */
  towardsCamera(): Vector3 {
    return this.camera.position.clone().sub(this.orbit.pose.target).normalize();
  }

  /** Moves to a pose, at once where motion is not wanted. */
  moveTo(pose: Pose): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.orbit.go(pose);
      this.invalidate();
      return;
    }
    const from = this.orbit.pose;
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.min((now - start) / MOVE_MS, 1);
      this.orbit.go(Orbit.between(from, pose, share * share * (3 - 2 * share)));
      this.draw();
      this.frame = share < 1 ? requestAnimationFrame(step) : 0;
      if (this.armsSeen !== this.armsWanted) this.invalidate();
    };
    this.frame = requestAnimationFrame(step);
  }

  /** Shows the arms, or takes them away where they would hide hips and legs. */
  showArms(shown: boolean): void {
    const wanted = shown ? 1 : 0;
    if (wanted === this.armsWanted) return;
    this.armsWanted = wanted;
    this.armsSince = performance.now();
    this.invalidate();
  }

  /** Asks for one picture at the next frame. */
  invalidate(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Prepares the search for what lies under a pointer, so that the first stroke does not wait. */
  get picker(): Picker {
    if (this.armsWanted === 0) {
      this.armlessPicker ??= new Picker(this.armless.geometry, this.armless.facePatch);
      return this.armlessPicker;
    }
    this.knownPicker ??= new Picker(this.geometry, this.facePatch);
    return this.knownPicker;
  }

  /** The canvas with its picture still on it, to be copied at once. */
  still(): HTMLCanvasElement {
    this.paintPicture();
    return this.renderer.domElement;
  }

  private get movingRatio(): number {
    return this.isSoftware ? 1 : FINE_RATIO;
  }

  private draw(): void {
    if (this.isSoftware) this.settleLater();
    this.fadeArms();
    this.paintPicture();
    if (this.armsSeen !== this.armsWanted) this.invalidate();
  }

  private fadeArms(): void {
    if (this.armsSeen === this.armsWanted) return;
    const atOnce = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const share = atOnce ? 1 : Math.min((performance.now() - this.armsSince) / MOVE_MS, 1);
    this.armsSeen = this.armsWanted === 1 ? share : 1 - share;
    this.setArms(this.armsSeen);
    this.arms.visible = this.armsSeen > 0;
  }

  /** Without a graphics card: quick pictures while something moves, a fine one when it rests. */
  private settleLater(): void {
    clearTimeout(this.settling);
    this.renderer.setPixelRatio(this.movingRatio);
    this.settling = window.setTimeout(() => {
      this.renderer.setPixelRatio(FINE_RATIO);
      this.paintPicture();
    }, SETTLE_MS);
  }

  private paintPicture(): void {
    this.orbit.apply(this.width / this.height);
    const { pose } = this.orbit;
    const seenHeight = Math.max(pose.halfHeight, (pose.halfWidth * this.height) / this.width) * 2;
    const metresPerPixel = seenHeight / this.height;
    this.material.setScale(metresPerPixel);
    this.renderer.render(this.scene, this.camera);
    if (!this.markers.isEmpty) {
      const { width, height } = this;
      this.markers.place(this.camera, this.picker, { width, height, metresPerPixel });
    }
  }
}
