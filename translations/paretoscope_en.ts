<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>DraftTr</name>
    <message numerus="yes">
        <source>designs are trained on %n rungs, then judged on images they have not seen</source>
        <translation>
            <numerusform>designs are trained on %n rung, then judged on images they have not seen</numerusform>
            <numerusform>designs are trained on %n rungs, then judged on images they have not seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GraphItems</name>
    <message numerus="yes">
        <source>%n equal block(s)</source>
        <translation>
            <numerusform>%n equal block</numerusform>
            <numerusform>%n equal blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpaceChanges</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::CalibrationPlot</name>
    <message numerus="yes">
        <source>%1 of %n design(s) were measured inside their predicted 95 % interval.</source>
        <translation>
            <numerusform>%1 of %n design was measured inside its predicted 95 % interval.</numerusform>
            <numerusform>%1 of %n designs were measured inside their predicted 95 % interval.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n design(s) outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n design outside this view (Home shows all)</numerusform>
            <numerusform>%n designs outside this view (Home shows all)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::ComparisonPlot</name>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>after %n evaluation</numerusform>
            <numerusform>after %n evaluations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DataPage</name>
    <message numerus="yes">
        <source>Images of %1 in %n class(es).</source>
        <translation>
            <numerusform>Images of %1 in %n class.</numerusform>
            <numerusform>Images of %1 in %n classes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceEditor</name>
    <message numerus="yes">
        <source>Fitted to %n design(s) of %1 (batch %2%3)</source>
        <translation>
            <numerusform>Fitted to %n design of %1 (batch %2%3)</numerusform>
            <numerusform>Fitted to %n designs of %1 (batch %2%3)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceFitDialog</name>
    <message numerus="yes">
        <source>%n measured design(s) were found.</source>
        <translation>
            <numerusform>%n measured design was found.</numerusform>
            <numerusform>%n measured designs were found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are empty and left out.</source>
        <translation>
            <numerusform>%n row is empty and left out.</numerusform>
            <numerusform>%n rows are empty and left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;Held out: Spearman %1, median error %2 %, %3 within 5 %, %4 within 10 %.&lt;/b&gt; Each of the %n design(s) is predicted by a fit that did not see it.</source>
        <translation>
            <numerusform>&lt;b&gt;Held out: Spearman %1, median error %2 %, %3 within 5 %, %4 within 10 %.&lt;/b&gt; Each of the %n design is predicted by a fit that did not see it.</numerusform>
            <numerusform>&lt;b&gt;Held out: Spearman %1, median error %2 %, %3 within 5 %, %4 within 10 %.&lt;/b&gt; Each of the %n designs is predicted by a fit that did not see it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit can be better.</source>
        <translation>
            <numerusform>Repeatability floor: of %n pair that executes the same operators, %1 agree within 10 %. No fit can be better.</numerusform>
            <numerusform>Repeatability floor: of %n pairs that execute the same operators, %1 agree within 10 %. No fit can be better.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceMeasureDialog</name>
    <message numerus="yes">
        <source>%n timing(s), about %1.</source>
        <translation>
            <numerusform>%n timing, about %1.</numerusform>
            <numerusform>%n timings, about %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the program, about %1 by the one that was tried.</source>
        <translation>
            <numerusform>%n run of the program, about %1 by the one that was tried.</numerusform>
            <numerusform>%n runs of the program, about %1 by the one that was tried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the program; “Try once” tells how long one takes.</source>
        <translation>
            <numerusform>%n run of the program; “Try once” tells how long one takes.</numerusform>
            <numerusform>%n runs of the program; “Try once” tells how long one takes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder holds %n timing(s) already: they are kept.</source>
        <translation>
            <numerusform>The folder holds %n timing already: it is kept.</numerusform>
            <numerusform>The folder holds %n timings already: they are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceMeasureResult</name>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; over %n unseen network(s): Spearman %2, median error %3, %4 within 5 %, %5 within 10 %.</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; over %n unseen network: Spearman %2, median error %3, %4 within 5 %, %5 within 10 %.</numerusform>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; over %n unseen networks: Spearman %2, median error %3, %4 within 5 %, %5 within 10 %.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit can be better.</source>
        <translation>
            <numerusform>Repeatability floor: of %n pair that executes the same operators, %1 agree within 10 %. No fit can be better.</numerusform>
            <numerusform>Repeatability floor: of %n pairs that execute the same operators, %1 agree within 10 %. No fit can be better.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clock governor: %1. Load at the beginning: %2 on %n core(s).</source>
        <translation>
            <numerusform>Clock governor: %1. Load at the beginning: %2 on %n core.</numerusform>
            <numerusform>Clock governor: %1. Load at the beginning: %2 on %n cores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n timing(s) are of an earlier run; the measurement is dated %1.</source>
        <translation>
            <numerusform>%n timing is of an earlier run; the measurement is dated %1.</numerusform>
            <numerusform>%n timings are of an earlier run; the measurement is dated %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceNetworkSource</name>
    <message numerus="yes">
        <source>%n operator(s) are not known</source>
        <translation>
            <numerusform>%n operator is not known</numerusform>
            <numerusform>%n operators are not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceRooflinePanel</name>
    <message numerus="yes">
        <source>, without %n operator(s) of kinds never measured</source>
        <translation>
            <numerusform>, without %n operator of kinds never measured</numerusform>
            <numerusform>, without %n operators of kinds never measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceSwapPanel</name>
    <message numerus="yes">
        <source>Pricing %n candidate(s)…</source>
        <translation>
            <numerusform>Pricing %n candidate…</numerusform>
            <numerusform>Pricing %n candidates…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) priced in %1; on %2 of them the devices disagree whether they are on the front.</source>
        <translation>
            <numerusform>%n candidate priced in %1; on %2 of them the devices disagree whether they are on the front.</numerusform>
            <numerusform>%n candidates priced in %1; on %2 of them the devices disagree whether they are on the front.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceTableDialog</name>
    <message numerus="yes">
        <source>%n row(s) of %1 in %2. The table is taken up when you accept it; undo takes it back.</source>
        <translation>
            <numerusform>%n row of %1 in %2. The table is taken up when you accept it; undo takes it back.</numerusform>
            <numerusform>%n rows of %1 in %2. The table is taken up when you accept it; undo takes it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DistributionPlot</name>
    <message numerus="yes">
        <source>%n design(s) from %1 to %2 %3, median %4 %3.</source>
        <translation>
            <numerusform>%n design from %1 to %2 %3, median %4 %3.</numerusform>
            <numerusform>%n designs from %1 to %2 %3, median %4 %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 %3: %n design(s), %4 %
up to here: %5 %</source>
        <translation>
            <numerusform>%1 to %2 %3: %n design, %4 %
up to here: %5 %</numerusform>
            <numerusform>%1 to %2 %3: %n designs, %4 %
up to here: %5 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::EditLensModel</name>
    <message numerus="yes">
        <source>%n more choice(s) become active or inactive by it.</source>
        <translation>
            <numerusform>%n more choice becomes active or inactive by it.</numerusform>
            <numerusform>%n more choices become active or inactive by it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::EditLensView</name>
    <message numerus="yes">
        <source>%n single edit(s)</source>
        <translation>
            <numerusform>%n single edit</numerusform>
            <numerusform>%n single edits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::FrontPanel</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on the front</source>
        <translation>
            <numerusform>%n on the front</numerusform>
            <numerusform>%n on the front</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::FrontPlot</name>
    <message numerus="yes">
        <source>%n point(s) not shown: a logarithmic axis has no place for zero or less</source>
        <translation>
            <numerusform>%n point not shown: a logarithmic axis has no place for zero or less</numerusform>
            <numerusform>%n points not shown: a logarithmic axis has no place for zero or less</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</source>
        <translation>
            <numerusform>%n candidate drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</numerusform>
            <numerusform>%n candidates drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n outside this view (Home shows all)</numerusform>
            <numerusform>%n outside this view (Home shows all)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::GraphView</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePanel</name>
    <message numerus="yes">
        <source>random search: %n runs, 10th to 90th percentile</source>
        <translation>
            <numerusform>random search: %n run, 10th to 90th percentile</numerusform>
            <numerusform>random search: %n runs, 10th to 90th percentile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>random search, estimated from %n random design(s) of this study</source>
        <translation>
            <numerusform>random search, estimated from %n random design of this study</numerusform>
            <numerusform>random search, estimated from %n random designs of this study</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePlot</name>
    <message numerus="yes">
        <source>%1 %2 after %n evaluation(s).</source>
        <translation>
            <numerusform>%1 %2 after %n evaluation.</numerusform>
            <numerusform>%1 %2 after %n evaluations.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>after %n evaluation</numerusform>
            <numerusform>after %n evaluations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::ImportContentPage</name>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objective(s)</source>
        <translation>
            <numerusform>%n objective</numerusform>
            <numerusform>%n objectives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::ImportResultPage</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::InspectorPanel</name>
    <message numerus="yes">
        <source>1 of %n selected</source>
        <translation>
            <numerusform>1 of %n selected</numerusform>
            <numerusform>1 of %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::MainWindow</name>
    <message numerus="yes">
        <source>The search has evaluated its %n candidate(s).
Continue up to this number:</source>
        <translation>
            <numerusform>The search has evaluated its %n candidate.
Continue up to this number:</numerusform>
            <numerusform>The search has evaluated its %n candidates.
Continue up to this number:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::NetworkPage</name>
    <message numerus="yes">
        <source>Estimating on %n device(s)…</source>
        <translation>
            <numerusform>Estimating on %n device…</numerusform>
            <numerusform>Estimating on %n devices…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s)</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s) are unknown here, so costs are lower bounds: %1.</source>
        <translation>
            <numerusform>%n operator is unknown here, so costs are lower bounds: %1.</numerusform>
            <numerusform>%n operators are unknown here, so costs are lower bounds: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::NewStudyDialog</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::PredictionsPanel</name>
    <message numerus="yes">
        <source>%n design(s) predicted: Spearman %1, Kendall %2; %3 % in the 68 % interval, %4 % in the 95 % interval.</source>
        <translation>
            <numerusform>%n design predicted: Spearman %1, Kendall %2; %3 % in the 68 % interval, %4 % in the 95 % interval.</numerusform>
            <numerusform>%n designs predicted: Spearman %1, Kendall %2; %3 % in the 68 % interval, %4 % in the 95 % interval.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::RooflinePlot</name>
    <message numerus="yes">
        <source>%n operator(s) without MACs</source>
        <translation>
            <numerusform>%n operator without MACs</numerusform>
            <numerusform>%n operators without MACs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: the roof bends at %3; %n operator(s) are shown.</source>
        <translation>
            <numerusform>%1, %2: the roof bends at %3; %n operator is shown.</numerusform>
            <numerusform>%1, %2: the roof bends at %3; %n operators are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::ScatterPlot</name>
    <message numerus="yes">
        <source>%1 of %n design(s) are predicted within 10 %.</source>
        <translation>
            <numerusform>%1 of %n design is predicted within 10 %.</numerusform>
            <numerusform>%1 of %n designs are predicted within 10 %.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpaceGallery</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n template</numerusform>
            <numerusform>%n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpaceHeader</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpaceJsonPanel</name>
    <message numerus="yes">
        <source>Valid. %n line(s).</source>
        <translation>
            <numerusform>Valid. %n line.</numerusform>
            <numerusform>Valid. %n lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpacePage</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpacePropertiesPanel</name>
    <message numerus="yes">
        <source>%n level(s): %1</source>
        <translation>
            <numerusform>%n level: %1</numerusform>
            <numerusform>%n levels: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::StrategyComparisonDialog</name>
    <message numerus="yes">
        <source>%n search(es) were compared.</source>
        <translation>
            <numerusform>%n search was compared.</numerusform>
            <numerusform>%n searches were compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SummaryPage</name>
    <message numerus="yes">
        <source>%1, %n candidate(s)</source>
        <translation>
            <numerusform>%1, %n candidate</numerusform>
            <numerusform>%1, %n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::TimelinePlot</name>
    <message numerus="yes">
        <source>%n step(s) in %1 ms</source>
        <translation>
            <numerusform>%n step in %1 ms</numerusform>
            <numerusform>%n steps in %1 ms</numerusform>
        </translation>
    </message>
</context>
</TS>
