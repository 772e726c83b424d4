import { WebGLRenderer } from "three";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Opens the canvas for drawing. Smooth edges come from drawing larger than the screen: a graphics
 * card always does, while a picture computed in software is drawn large only when it rests.
 */
export function createRenderer(canvas: HTMLCanvasElement): {
  renderer: WebGLRenderer;
  isSoftware: boolean;
} {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: false });
  const gl = renderer.getContext();
  const known = gl.getExtension("WEBGL_debug_renderer_info");
  const name = known ? String(gl.getParameter(known.UNMASKED_RENDERER_WEBGL)) : "";
  return { renderer, isSoftware: SOFTWARE.test(name) };
}
