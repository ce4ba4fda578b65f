/** Answers the page when it asks at which addresses a class reaches it. */
import type { Plugin } from 'vite';
import { CLASS_ADDRESSES_FILE, type ClassAddresses } from '../../src/protocol/classAddresses';

export function tellPage(addresses: ClassAddresses): Plugin {
  return {
    name: 'tell-class-addresses',
    configurePreviewServer({ middlewares }) {
      middlewares.use(`/${CLASS_ADDRESSES_FILE}`, (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(addresses));
      });
    },
  };
}
