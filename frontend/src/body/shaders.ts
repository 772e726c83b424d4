/** The programs that colour the body: skin, drawing, zones of a source, and the brush. */

export const VERTEX = /* glsl */ `
attribute vec4 paint;
attribute vec4 words;
attribute vec4 zones;
varying vec4 vPaint;
varying vec4 vWords;
varying vec3 vZones;
varying vec3 vPlace;
varying vec3 vNormalHere;
varying vec3 vNormalSeen;
varying vec3 vToEye;
void main() {
  vPaint = paint;
  vWords = words;
  vZones = zones.xyz;
  vPlace = position;
  vNormalHere = normal;
  vNormalSeen = normalMatrix * normal;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  vToEye = -seen.xyz;
  gl_Position = projectionMatrix * seen;
}`;

export const FRAGMENT = /* glsl */ `
uniform vec3 skin;
uniform vec3 shade;
uniform vec3 zone;
uniform vec3 ink;
uniform vec3 heat[4];
uniform float period;
uniform vec3 brush;
uniform float brushRadius;
uniform float opacityHere;
varying vec4 vPaint;
varying vec4 vWords;
varying vec3 vZones;
varying vec3 vPlace;
varying vec3 vNormalHere;
varying vec3 vNormalSeen;
varying vec3 vToEye;

float edged(float value) {
  float width = max(fwidth(value), 0.02);
  return smoothstep(0.5 - width, 0.5 + width, value);
}
float outline(float value, float pixels) {
  return 1.0 - smoothstep(pixels - 0.7, pixels + 0.7, abs(value - 0.5) / max(fwidth(value), 1e-4));
}
vec3 heatAt(float value) {
  float place = clamp((value - 0.1) / 0.9, 0.0, 1.0) * 3.0;
  vec3 low = mix(heat[0], heat[1], clamp(place, 0.0, 1.0));
  vec3 high = mix(heat[2], heat[3], clamp(place - 2.0, 0.0, 1.0));
  return mix(low, high, smoothstep(1.0, 2.0, place));
}
/* Coordinates on the plane the surface faces most, in pattern periods. */
vec2 flatPlace() {
  vec3 facing = abs(vNormalHere);
  if (facing.y > facing.x && facing.y > facing.z) return vPlace.xz / period;
  return (facing.x > facing.z ? vPlace.zy : vPlace.xy) / period;
}
float line(float value, float halfWidth) {
  float d = abs(fract(value) - 0.5);
  float w = fwidth(value);
  return 1.0 - smoothstep(halfWidth - w, halfWidth + w, d);
}
float ring(vec2 place, float inner, float outer) {
  float d = length(fract(place) - 0.5);
  float w = fwidth(place.x) + fwidth(place.y);
  return smoothstep(inner - w, inner + w, d) * (1.0 - smoothstep(outer - w, outer + w, d));
}
/* Ache chevrons, burning crosses, stabbing slashes, tingling rings, numb bars, tight uprights. */
float pattern(vec2 p) {
  float ache = line(p.y + abs(fract(p.x) - 0.5) * 0.9, 0.09);
  float burning = max(line(p.x + p.y, 0.07), line(p.x - p.y, 0.07));
  float stabbing = line(p.x + p.y, 0.1);
  float tingling = ring(p, 0.17, 0.33);
  float numb = line(p.y, 0.1);
  float tight = line(p.x, 0.1);
  float drawn = max(ache * edged(vPaint.z), burning * edged(vPaint.w));
  drawn = max(drawn, max(stabbing * edged(vWords.x), tingling * edged(vWords.y)));
  return max(drawn, max(numb * edged(vWords.z), tight * edged(vWords.w)));
}
void main() {
  vec3 normal = normalize(vNormalSeen);
  vec3 eye = normalize(vToEye);
  float key = clamp(dot(normal, normalize(vec3(-0.45, 0.6, 0.75))), 0.0, 1.0);
  float sky = 0.5 + 0.5 * normal.y;
  float facing = clamp(dot(normal, eye), 0.0, 1.0);
  float light = 0.34 + 0.5 * key + 0.2 * sky;
  light *= mix(0.62, 1.0, smoothstep(0.0, 0.62, facing));
  /* Where the arms are taken away one sees inside: an even tone, like a cut. */
  light = gl_FrontFacing ? light : 0.62;
  vec3 bare = mix(shade, skin, clamp(light, 0.0, 1.0));

  vec2 place = flatPlace();
  float covered = edged(vPaint.x);
  vec3 felt = heatAt(vPaint.y / max(vPaint.x, 0.02)) * (0.42 + 0.62 * clamp(light, 0.0, 1.0));
  vec3 colour = mix(bare, felt, covered * 0.94);
  colour = mix(colour, ink, covered * pattern(place) * 0.5);
  colour = mix(colour, ink, outline(vPaint.x, 0.8) * 0.45 * step(0.05, vPaint.x));

  float essential = edged(vZones.x);
  float spill = edged(vZones.y) * (1.0 - essential);
  float dots = 1.0 - smoothstep(0.2, 0.27, length(fract(place * 1.15) - 0.5));
  float rim = outline(vZones.x, 1.6) * step(0.05, vZones.x);
  float strength = clamp(vZones.z / max(vZones.x + vZones.y, 0.05), 0.0, 1.0);
  colour = mix(colour, zone, essential * mix(0.3 + 0.45 * strength, 0.14, covered));
  colour = mix(colour, zone, spill * dots * 0.85);
  colour = mix(colour, zone, rim);

  float off = abs(distance(vPlace, brush) - brushRadius);
  float cursor = 1.0 - smoothstep(0.9, 1.9, off / max(fwidth(distance(vPlace, brush)), 1e-5));
  colour = mix(colour, ink, cursor * 0.8 * step(1e-4, brushRadius));
  gl_FragColor = vec4(colour, opacityHere);
  #include <colorspace_fragment>
}`;
