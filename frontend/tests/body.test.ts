import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { patchesUnderBrush } from "../src/body/brush";
import { decodeBody } from "../src/body/format";
import { wordMarkers } from "../src/body/notes";
import { Orbit, type Pose } from "../src/body/orbit";
import { buildTopology, groupRows, row } from "../src/body/topology";
import { buildRings, VertexField } from "../src/body/vertex-field";
import { strip } from "./strip";

describe("the body file", () => {
  it("gives positions in metres and arrays on four bytes", () => {
    const header = {
      quantum_m: 0.5,
      arrays: {
        positions: { dtype: "int16", shape: [1, 3], offset: 0 },
        normals: { dtype: "int8", shape: [1, 3], offset: 8 },
        faces: { dtype: "uint32", shape: [1, 3], offset: 12 },
        face_patch: { dtype: "uint16", shape: [1], offset: 24 },
      },
      patches: [],
      regions: [],
      landmarks: {},
    };
    let text = JSON.stringify(header);
    text += " ".repeat((4 - (text.length % 4)) % 4);
    const buffer = new ArrayBuffer(4 + text.length + 28);
    new DataView(buffer).setUint32(0, text.length, true);
    new Uint8Array(buffer, 4).set(new TextEncoder().encode(text));
    new Int16Array(buffer, 4 + text.length, 3).set([2, -4, 6]);
    new Uint32Array(buffer, 4 + text.length + 12, 3).set([7, 8, 9]);
    const body = decodeBody(buffer);
    expect([...body.positions]).toEqual([1, -2, 3]);
    expect([...body.faces]).toEqual([7, 8, 9]);
  });
});

describe("topology", () => {
  const topology = buildTopology(strip());

  it("groups items under their owners in order", () => {
    const rows = groupRows([1, 0, 1], 3);
    expect([...row(rows, 1)]).toEqual([0, 2]);
    expect([...row(rows, 2)]).toEqual([]);
  });

  it("finds patches that touch", () => {
    expect(topology.neighbours.map((each) => [...each].sort())).toEqual([[1], [0, 2], [1, 3], [2]]);
  });

  it("finds the patch on the other side", () => {
    expect([...topology.mirror]).toEqual([3, 2, 1, 0]);
  });

  it("measures the middle of each patch", () => {
    expect(topology.patchCentres[0]).toBeCloseTo(0.015);
    expect(topology.patchCentres[1]).toBeCloseTo(0.005);
  });
});

describe("the brush", () => {
  const topology = buildTopology(strip());
  const take = (radius: number) => patchesUnderBrush(topology, 0, [0.015, 0.005, 0], radius).sort();

  it("always takes the patch it rests on", () => expect(take(0.0001)).toEqual([0]));
  it("takes joined patches within its radius", () => expect(take(0.0105)).toEqual([0, 1]));
  it("takes all of a surface it covers", () => expect(take(0.1)).toEqual([0, 1, 2, 3]));
});

describe("the soft field", () => {
  it("is full inside a patch, half at its edge and nothing far away", () => {
    const body = strip();
    const field = new VertexField(body.faces, buildTopology(body), buildRings(body.faces, 10), 1);
    const bytes = new Uint8Array(10);
    field.add(0, [1]);
    field.write(bytes);
    expect(bytes[0]).toBeGreaterThan(150);
    expect(bytes[2]).toBeGreaterThan(40);
    expect(bytes[2]).toBeLessThan(200);
    expect(bytes[9]).toBe(0);
    field.clear();
    field.write(bytes);
    expect(Math.max(...bytes)).toBe(0);
  });
});

describe("words on the body", () => {
  it("stand once on each joined area of the same words", () => {
    const mark = { intensity: 5, qualities: 1 };
    const marks = new Map([
      [0, mark],
      [1, mark],
      [3, { intensity: 5, qualities: 3 }],
    ]);
    const labels = wordMarkers(marks, buildTopology(strip())).map(({ label }) => label);
    expect(labels.sort()).toEqual(["ache", "ache, burning"]);
  });

  it("are absent where no word was chosen", () => {
    const marks = new Map([[0, { intensity: 5, qualities: 0 }]]);
    expect(wordMarkers(marks, buildTopology(strip()))).toEqual([]);
  });
});

describe("the way between two views", () => {
  const pose = (azimuth: number): Pose => ({
    target: new Vector3(),
    azimuth,
    elevation: 0,
    halfHeight: 1,
    halfWidth: 1,
  });

  it("goes the short way round", () => {
    const half = Orbit.between(pose(-Math.PI / 2), pose(Math.PI), 0.5).azimuth;
    expect(half).toBeCloseTo(-0.75 * Math.PI);
  });

  it("ends where it should", () => {
    expect(Math.cos(Orbit.between(pose(0.3), pose(2), 1).azimuth)).toBeCloseTo(Math.cos(2));
  });
});
