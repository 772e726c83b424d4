import { Color, DoubleSide, ShaderMaterial, Vector3 } from "three";
import type { Theme } from "../state/theme";
import { FRAGMENT, VERTEX } from "./shaders";

interface Palette {
  skin: string;
  shade: string;
  zone: string;
  ink: string;
}

const PALETTES: Record<Theme, Palette> = {
  day: { skin: "#e9e1d8", shade: "#8d857f", zone: "#0f5f78", ink: "#3b0d12" },
  dim: { skin: "#9a938c", shade: "#2c2a2b", zone: "#7fd4ea", ink: "#22070a" },
};

/** Weak to strong pain: lightness falls all the way, so the ramp reads without hue. */
export const HEAT = ["#f9cf7a", "#f08c3c", "#cf3f2e", "#7a0f2b"] as const;

/** The surface: clay-like skin, the client's drawing, a source's zones, and the brush's ring. */
export class BodyMaterial extends ShaderMaterial {
  private readonly colours = {
    skin: { value: new Color() },
    shade: { value: new Color() },
    zone: { value: new Color() },
    ink: { value: new Color() },
  };
  private readonly period = { value: 0.01 };
  private readonly brush = { value: new Vector3() };
  private readonly brushRadius = { value: 0 };
  private readonly opacityHere = { value: 1 };

  constructor() {
    super({ vertexShader: VERTEX, fragmentShader: FRAGMENT, side: DoubleSide });
    const { colours, period, brush, brushRadius, opacityHere } = this;
    const heat = { value: HEAT.map((colour) => new Color(colour)) };
    this.uniforms = { ...colours, heat, period, brush, brushRadius, opacityHere };
    this.setTheme("day");
  }

  /** The same look for a part that can fade; `setOpacity` fades that part alone. */
  fading(): { material: ShaderMaterial; setOpacity: (opacity: number) => void } {
    const opacityHere = { value: 1 };
    const material = new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
    });
    material.uniforms = { ...this.uniforms, opacityHere };
    const setOpacity = (opacity: number) => {
      opacityHere.value = opacity;
    };
    return { material, setOpacity };
  }

  setTheme(theme: Theme): void {
    const palette = PALETTES[theme];
    this.colours.skin.value.set(palette.skin);
    this.colours.shade.value.set(palette.shade);
    this.colours.zone.value.set(palette.zone);
    this.colours.ink.value.set(palette.ink);
  }

  /** Shows the brush's ring; without a point there is none. */
  setBrush(point: Vector3 | undefined, radius: number): void {
    if (point) this.brush.value.copy(point);
    this.brushRadius.value = point ? radius : 0;
  }

  /** Keeps patterns near the same size on the screen, in steps so that they lie still. */
  setScale(metresPerPixel: number): void {
    this.period.value = 2 ** (Math.round(Math.log2(metresPerPixel * 9) * 2) / 2);
  }
}
