/** Answers the page when it asks for the board. Not for a class: their page runs on other devices. */
import type { Plugin } from 'vite';
import { BOARD_FILE } from '../../src/protocol/board';
import { readBoard } from './readBoard';

export function tellBoard(): Plugin {
  return {
    name: 'tell-board',
    configurePreviewServer({ middlewares }) {
      middlewares.use(`/${BOARD_FILE}`, (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.setHeader('cache-control', 'no-store');
        response.setHeader('cross-origin-resource-policy', 'same-origin');
        response.end(JSON.stringify(readBoard()));
      });
    },
  };
}
