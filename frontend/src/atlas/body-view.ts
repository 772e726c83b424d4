import type { Side } from "../api/types";
import { armsAreInTheWay } from "../body/arms";
import { type BodyData, decodeBody } from "../body/format";
import { poseFor } from "../body/notes";
import { PointerReader } from "../body/pointer";
import { BodyStage } from "../body/stage";
import { buildTopology, type Topology } from "../body/topology";
import { buildViews, type View } from "../body/views";
import { marks, type Shown } from "./figure";
import type { Pose } from "../body/orbit";
import { onTap } from "./tap";

const RADIANS_PER_PIXEL = 0.008;
const FIRST_VIEW_MARK = "palpate-first-view";

export interface Place {
  region: string;
  side: Side;
}

/** What the body tells its page: the place under the pointer, a place tapped, a new view. */
interface Told {
  over: (place: Place | undefined) => void;
  tapped: (place: Place) => void;
  moved?: () => void;
}

/** A body that can be turned and looked at, but not drawn on. */
export class BodyView {
  readonly stage: BodyStage;
  private readonly views: View[];
  private readonly topology: Topology;

  private constructor(
    readonly body: BodyData,
    private readonly canvas: HTMLCanvasElement,
    markers: HTMLElement,
    private readonly told: Told,
  ) {
    this.topology = buildTopology(body);
    this.views = buildViews(body, this.topology);
    const [home] = this.views;
    if (!home) throw new Error("The body has no view.");
    this.stage = new BodyStage(canvas, markers, body, this.topology, home.pose);
    this.fit();
    this.setTheme();
    new ResizeObserver(() => this.fit()).observe(canvas);
    document.addEventListener("theme-changed", () => this.setTheme());
    this.readPointers(told.over);
    onTap(canvas, (x, y) => {
      const place = this.placeAt(x, y);
      if (place) told.tapped(place);
    });
    setTimeout(() => this.stage.picker, 100);
    requestAnimationFrame(() => performance.mark(FIRST_VIEW_MARK));
  }

  static async open(
    address: string,
    canvas: HTMLCanvasElement,
    markers: HTMLElement,
    told: Told,
  ): Promise<BodyView> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The body did not arrive (${response.status}).`);
    return new BodyView(decodeBody(await response.arrayBuffer()), canvas, markers, told);
  }

  static of(body: BodyData, canvas: HTMLCanvasElement, markers: HTMLElement, told: Told): BodyView {
    return new BodyView(body, canvas, markers, told);
  }

  /** Takes the view of another body beside this one. */
  follow(pose: Pose): void {
    this.stage.orbit.go(pose);
    this.stage.invalidate();
  }

  /** Shows zones and marks, from the side on which they are seen best. */
  show(shown: Shown, bring: boolean): void {
    this.stage.paint.showZones(shown);
    this.stage.setMarkers(marks(shown));
    this.stage.showArms(!armsAreInTheWay(shown, this.body, this.topology));
    if (!bring) return;
    const pose = poseFor(shown, this.topology, {
      pose: this.stage.orbit.pose,
      towardsCamera: this.stage.towardsCamera(),
    });
    if (pose) this.stage.moveTo(pose);
  }

  /** Turns to a side, keeping what is in the picture. */
  turnTo(view: string): void {
    const pose = this.views.find(({ id }) => id === view)?.pose;
    if (!pose) return;
    const { azimuth, elevation } = pose;
    this.stage.moveTo({ ...this.stage.orbit.pose, azimuth, elevation });
  }

  /** Turns to the front or the back, wherever more of these patches lie. */
  faceTo(patches: Iterable<number>): void {
    let forward = 0;
    for (const patch of patches) forward += this.topology.patchNormals[patch * 3 + 2] ?? 0;
    this.turnTo(forward < 0 ? "back" : "front");
  }

  whole(): void {
    const [home] = this.views;
    if (home) this.stage.moveTo({ ...home.pose, azimuth: this.stage.orbit.pose.azimuth });
  }

  turn(azimuth: number, elevation: number): void {
    this.stage.orbit.turn(azimuth, elevation);
    this.moved();
  }

  zoom(factor: number): void {
    this.stage.orbit.zoom(factor);
    this.moved();
  }

  /** Lights up one region, or none. */
  light(place: Place | undefined): void {
    const essential = place ? this.patchesOf(place) : [];
    this.stage.paint.showZones({ essential, spillover: [] });
    this.stage.invalidate();
  }

  inMiddle(): Place | undefined {
    return this.placeAt(this.canvas.clientWidth / 2, this.canvas.clientHeight / 2);
  }

  nameOf({ region, side }: Place): string {
    const name = this.body.regions.find(({ id }) => id === region)?.name ?? region;
    return side === "midline" ? name : `${name}, ${side}`;
  }

  private patchesOf({ region, side }: Place): number[] {
    return [...this.body.patches.entries()]
      .filter(([, patch]) => patch.region === region && patch.side === side)
      .map(([index]) => index);
  }

  private placeAt(x: number, y: number): Place | undefined {
    const hit = this.stage.pick(x, y);
    return hit && this.body.patches[hit.patch];
  }

  private moved(): void {
    this.stage.invalidate();
    this.told.moved?.();
  }

  private fit(): void {
    this.stage.resize(this.canvas.clientWidth, this.canvas.clientHeight);
  }

  private setTheme(): void {
    this.stage.setTheme(document.documentElement.dataset.theme === "dim" ? "dim" : "day");
  }

  private readPointers(over: (place: Place | undefined) => void): void {
    const nothing = () => undefined;
    new PointerReader(this.canvas, {
      strokeStart: nothing,
      strokeMove: nothing,
      strokeEnd: nothing,
      strokeCancel: nothing,
      hover: (x, y) => over(this.placeAt(x, y)),
      leave: () => over(undefined),
      turn: (dx, dy) => this.turn(-dx * RADIANS_PER_PIXEL, dy * RADIANS_PER_PIXEL),
      pan: (dx, dy) => {
        this.stage.orbit.pan(-dx / this.canvas.clientHeight, dy / this.canvas.clientHeight);
        this.moved();
      },
      zoom: (factor, x, y) => {
        this.stage.orbit.zoom(factor, this.stage.pick(x, y)?.point);
        this.moved();
      },
      turnsOnly: () => true,
      wheelScrolls: () => true,
    });
  }
}
