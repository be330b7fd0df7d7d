"""The recipe that trains Tawatur's reader: corpora in, one small ONNX model out. Nothing here ships."""
