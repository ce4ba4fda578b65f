/** Asks the server of the page where a class reaches it. */
import { CLASS_ADDRESSES_FILE, type ClassAddresses } from '../protocol/classAddresses';

/** Null where it is served to this machine alone, or by a server that knows nothing of it. */
export async function askClassAddresses(): Promise<ClassAddresses | null> {
  try {
    const answer: unknown = await (await fetch(CLASS_ADDRESSES_FILE)).json();
    return isClassAddresses(answer) ? answer : null;
  } catch {
    // A server answers with its own page, or not at all.
    return null;
  }
}

function isClassAddresses(answer: unknown): answer is ClassAddresses {
  const urls = (answer as Partial<ClassAddresses> | null)?.urls;
  return Array.isArray(urls) && urls.length > 0 && urls.every((url) => URL.canParse(url));
}
