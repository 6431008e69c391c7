import { fileURLToPath } from 'node:url';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';

// Nothing for hunkwise: webpack finds core.wasm and diff-worker.js by itself.
export default {
  mode: 'production',
  entry: { app: './src/styled-app.js' },
  output: {
    path: fileURLToPath(new URL('out', import.meta.url)),
    module: true,
    filename: '[name].js',
    clean: true,
  },
  experiments: { outputModule: true },
  module: { rules: [{ test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] }] },
  plugins: [new MiniCssExtractPlugin()],
  performance: false,
};
