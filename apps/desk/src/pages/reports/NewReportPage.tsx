import type { Problem, ReadTemplateReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Upload } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { PlaceChoice } from './PlaceChoice.tsx';
import { reportQueries } from './report-queries.ts';
import { SheetForm } from './SheetForm.tsx';
import './reports.css';

/** Takes up a department's report: its sheet is read, each field matched with the dictionary, a person confirms. */
export function NewReportPage() {
  const reports = useQuery(reportQueries.reports(undefined));
  const [chosen, setChosen] = useState<string>();
  const [sheet, setSheet] = useState<{ name: string; read: ReadTemplateReply }>();
  const [problem, setProblem] = useState<Problem>();
  const read = async (file: File, place: string) => {
    const reply = await client.readTemplate(file, { place, name: file.name.slice(0, 200) });
    setProblem(reply.ok ? undefined : reply.problem);
    setSheet(reply.ok ? { name: file.name, read: reply.value } : undefined);
  };
  return (
    <>
      <PageHead title={words.sheet.title}>
        <Link to="/reports">{words.back}</Link>
        <p className="quiet">{words.sheet.explain}</p>
      </PageHead>
      <Loaded query={reports}>
        {({ mayAdopt }) => {
          const place = chosen ?? mayAdopt[0]?.place;
          if (place === undefined) return <Alert type="info" showIcon title={words.sheet.none} />;
          return (
            <>
              {mayAdopt.length > 1 && (
                <div className="filters">
                  <span>{words.sheet.where}</span>
                  <PlaceChoice
                    places={mayAdopt}
                    value={place}
                    onChange={(next) => {
                      setChosen(next);
                      setSheet(undefined);
                    }}
                  />
                </div>
              )}
              {problem && <ProblemAlert problem={problem} />}
              <Upload.Dragger
                accept=".xlsx,.csv,.json"
                showUploadList={false}
                beforeUpload={(file) => {
                  void read(file, place);
                  return false;
                }}
              >
                <p>{sheet?.name ?? words.sheet.file}</p>
                <p className="quiet">{words.sheet.privacy}</p>
              </Upload.Dragger>
              {sheet && <SheetForm key={sheet.name} place={place} sheet={sheet.read} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
