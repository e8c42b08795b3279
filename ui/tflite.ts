/**
 * TFLite models as MediaPipe's tasks want them: with a description inside that says how pixels become
 * numbers. The model of `@mediapipe/selfie_segmentation` comes from before there were such
 * descriptions, so it gets one here.
 *
 * A flatbuffer's references only lead forward. So what changes (the root, the list of buffers, the
 * list of descriptions) is written anew in front of the old file, which stays as it is.
 */
import { Builder } from "flatbuffers";

/** Fields of `Model` in TFLite's schema. */
const buffers = 4;
const metadata = 6;
const fields = 8;

/** The same model, saying that it wants each colour between 0 and 1. */
export function describePixels(model: Uint8Array): Uint8Array {
  const old = new DataView(model.buffer, model.byteOffset, model.byteLength);
  const root = old.getUint32(0, true);
  const vtable = root - old.getInt32(root, true);
  const known = (old.getUint16(vtable, true) - 4) / 2;
  const field = (index: number) => {
    const offset = index < known ? old.getUint16(vtable + 4 + 2 * index, true) : 0;
    return offset && root + offset;
  };
  const follow = (at: number) => at && at + old.getUint32(at, true);
  /** Where the entries of a list of tables are. */
  const entries = (index: number) => {
    const list = follow(field(index));
    const count = list && old.getUint32(list, true);
    return Array.from({ length: count }, (_, entry) => follow(list + 4 + 4 * entry));
  };

  const oldBuffers = entries(buffers);
  const oldMetadata = entries(metadata);
  const said = description();
  const name = new TextEncoder().encode("TFLITE_METADATA\0");

  // What stands where in front of the old file.
  const place = { vtable: 8, root: 28 };
  const lists = place.root + 4 + 4 * fields;
  const bufferList = lists;
  const metadataList = bufferList + 4 + 4 * (oldBuffers.length + 1);
  const bufferTable = metadataList + 4 + 4 * (oldMetadata.length + 1);
  const metadataTable = bufferTable + 16;
  const nameAt = metadataTable + 20;
  const saidAt = aligned(nameAt + 4 + name.length + 4, 16) - 4;
  const shift = aligned(saidAt + 4 + said.length, 16);

  const bytes = new Uint8Array(shift + model.length);
  const file = new DataView(bytes.buffer);
  bytes.set(model, shift);
  const point = (at: number, to: number) => file.setUint32(at, to - at, true);
  const table = (at: number, offsets: readonly number[], vtableAt: number) => {
    file.setUint16(vtableAt, 4 + 2 * offsets.length, true);
    file.setUint16(vtableAt + 2, 4 + 4 * offsets.filter(Boolean).length, true);
    for (const [index, offset] of offsets.entries()) {
      file.setUint16(vtableAt + 4 + 2 * index, offset, true);
    }
    file.setInt32(at, at - vtableAt, true);
  };
  const list = (at: number, old: readonly number[], added: number) => {
    file.setUint32(at, old.length + 1, true);
    for (const [entry, to] of old.entries()) point(at + 4 + 4 * entry, to + shift);
    point(at + 4 + 4 * old.length, added);
  };

  point(0, place.root);
  bytes.set(model.subarray(4, 8), 4);
  const there = Array.from({ length: fields }, (_, index) =>
    index === buffers || index === metadata || field(index) ? 4 + 4 * index : 0,
  );
  table(place.root, there, place.vtable);
  file.setUint16(place.vtable + 2, 4 + 4 * fields, true);
  for (const index of there.keys()) {
    const at = place.root + 4 + 4 * index;
    if (index === 0) file.setUint32(at, field(0) && old.getUint32(field(0), true), true);
    else if (index === buffers) point(at, bufferList);
    else if (index === metadata) point(at, metadataList);
    else if (field(index)) point(at, follow(field(index)) + shift);
  }
  list(bufferList, oldBuffers, bufferTable + 8);
  list(metadataList, oldMetadata, metadataTable + 8);
  table(bufferTable + 8, [4], bufferTable);
  point(bufferTable + 12, saidAt);
  table(metadataTable + 8, [4, 8], metadataTable);
  point(metadataTable + 12, nameAt);
  file.setUint32(metadataTable + 16, oldBuffers.length, true);
  file.setUint32(nameAt, name.length - 1, true);
  bytes.set(name, nameAt + 4);
  file.setUint32(saidAt, said.length, true);
  bytes.set(said, saidAt + 4);
  return bytes;
}

const aligned = (at: number, to: number) => Math.ceil(at / to) * to;

/** `ModelMetadata` of TFLite's metadata schema: one picture in, one mask out. */
function description(): Uint8Array {
  const to = new Builder();
  const floats = (value: number) => {
    to.startVector(4, 1, 4);
    to.addFloat32(value);
    return to.endVector();
  };
  const tables = (...all: number[]) => {
    to.startVector(4, all.length, 4);
    for (const one of all.reverse()) to.addOffset(one);
    return to.endVector();
  };
  const [mean, deviation] = [floats(0), floats(255)];
  to.startObject(2);
  to.addFieldOffset(0, mean, 0);
  to.addFieldOffset(1, deviation, 0);
  const normalization = to.endObject();
  to.startObject(2);
  to.addFieldInt8(0, 1, 0); // the kind of unit: NormalizationOptions
  to.addFieldOffset(1, normalization, 0);
  const units = tables(to.endObject());
  to.startObject(7);
  to.addFieldOffset(4, units, 0);
  const input = tables(to.endObject());
  to.startObject(7);
  const output = tables(to.endObject());
  to.startObject(10);
  to.addFieldOffset(2, input, 0);
  to.addFieldOffset(3, output, 0);
  const graphs = tables(to.endObject());
  to.startObject(8);
  to.addFieldOffset(3, graphs, 0);
  to.finish(to.endObject(), "M001");
  return to.asUint8Array();
}
