/** Has the browser fetch the page while it reads the document: the script that asks for it takes a task to come there. */
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Of the first files, by what the build calls them. */
const PAGE = 'page';

export function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((file): HtmlTagDescriptor[] => {
          if (file.type !== 'chunk' || file.name !== PAGE) return [];
          const attrs = { rel: 'modulepreload', crossorigin: true, href: `./${file.fileName}` };
          return [{ tag: 'link', attrs, injectTo: 'head' }];
        }),
    },
  };
}
