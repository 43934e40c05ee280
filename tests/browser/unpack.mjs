// Unpacks Chromium, and the libraries that bare machines lack, beside this file: chromium and lib/.
import { createReadStream, createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";

const here = dirname(fileURLToPath(import.meta.url));
const unpack = (name, to) =>
  pipeline(createReadStream(join(here, "node_modules", "@sparticuz", "chromium", "bin", name)), createBrotliDecompress(), to);
await unpack("al2023.tar.br", extract(here));
await unpack("chromium.br", createWriteStream(join(here, "chromium"), { mode: 0o755 }));
