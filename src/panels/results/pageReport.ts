import { pageSvg } from '../../charts/pageSvg';
import { PAGE_THEME } from '../../charts/palette';
import { adviceIn, fieldOf } from '../../advice/advice';
import { adviceSentences } from '../../advice/adviceSentences';
import { guidanceTable } from '../../advice/guidanceTable';
import { reportOf } from '../../report/report';
import { reportHtml } from '../../report/reportHtml';
import { linkOf } from '../../state/planLink';
import { askedFor } from '../../study/imageCounts';
import type { OperatingPoint, Study } from '../../study/point';

/** The report of what is on the page, as one HTML file; its links open this lab. */
export function pageReport(study: Study): string {
  const field = fieldOf(study);
  const report = reportOf(study, {
    draw: (own, axis) => pageSvg(own, axis, PAGE_THEME),
    linkTo,
    advice: adviceSentences(adviceIn(field, {})),
    guidance: guidanceTable(field),
  });
  return reportHtml(report);
}

function linkTo({ plan, accuracy, origin }: OperatingPoint): string {
  const address = new URL(document.baseURI);
  const { id } = origin.environment.model;
  if (id !== null) address.searchParams.set('model', id);
  address.hash = linkOf({ plan, images: askedFor(accuracy.afterCutting.total) });
  return address.href;
}
