import type { Region, Side } from "../api/types";

export interface Patch {
  id: string;
  region: string;
  side: Side;
}

interface ArrayPlace {
  dtype: "int8" | "int16" | "uint16" | "uint32";
  shape: number[];
  /** Bytes from the first array's start. */
  offset: number;
}

interface Header {
  quantum_m: number;
  arrays: Record<"positions" | "normals" | "faces" | "face_patch", ArrayPlace>;
  patches: Patch[];
  regions: Region[];
  landmarks: Record<string, [number, number, number]>;
}

/** The body surface as the server sends it: metres, +x to the subject's left, +y up, +z forward. */
export interface BodyData {
  positions: Float32Array;
  /** Outward, 127 to the unit. */
  normals: Int8Array;
  faces: Uint32Array;
  facePatch: Uint16Array;
  patches: Patch[];
  regions: Region[];
}

function view(buffer: ArrayBuffer, start: number, place: ArrayPlace) {
  const length = place.shape.reduce((product, size) => product * size, 1);
  const offset = start + place.offset;
  if (place.dtype === "int8") return new Int8Array(buffer, offset, length);
  if (place.dtype === "int16") return new Int16Array(buffer, offset, length);
  if (place.dtype === "uint16") return new Uint16Array(buffer, offset, length);
  return new Uint32Array(buffer, offset, length);
}

/** Reads the binary form: uint32 header length, JSON header, arrays on 4-byte boundaries. */
export function decodeBody(buffer: ArrayBuffer): BodyData {
  const headerLength = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength));
  const header = JSON.parse(text) as Header;
  const start = 4 + headerLength;
  const quantised = view(buffer, start, header.arrays.positions);
  const positions = new Float32Array(quantised.length);
  for (let i = 0; i < positions.length; i += 1) {
    positions[i] = (quantised[i] ?? 0) * header.quantum_m;
  }
  return {
    positions,
    normals: Int8Array.from(view(buffer, start, header.arrays.normals)),
    faces: Uint32Array.from(view(buffer, start, header.arrays.faces)),
    facePatch: Uint16Array.from(view(buffer, start, header.arrays.face_patch)),
    patches: header.patches,
    regions: header.regions,
  };
}
