// A photo is made smaller on the phone before it travels: at most 1,600 pixels wide and high, which a table's paper needs.
import { get, put } from "./album.js";

const SIDE = 1600;
const LIGHT = 1000000; // bytes: worth sending as it is

async function smaller(photo) {
  const image = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
  if (scale === 1 && photo.size < LIGHT) return photo;
  const size = { width: Math.round(image.width * scale), height: Math.round(image.height * scale) };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((made) => resolve(made ?? photo), "image/jpeg", 0.85));
}

// The photo as it travels; one that this browser cannot read goes as it is, and the server says why it cannot be used.
export async function shrunk(id) {
  const photo = await get(id);
  if (!photo) return null;
  const made = await smaller(photo).catch(() => photo);
  if (made !== photo) await put(id, made);
  return made;
}
