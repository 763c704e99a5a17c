<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>pscope::DataPage</name>
    <message numerus="yes">
        <source>Images of %1 in %n class(es).</source>
        <translation>
            <numerusform>Images of %1 in %n class.</numerusform><numerusform>Images of %1 in %n classes.</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::FrontPanel</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform><numerusform>%n candidates</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n on the front</source>
        <translation>
            <numerusform>%n on the front</numerusform><numerusform>%n on the front</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::FrontPlot</name>
    <message numerus="yes">
        <source>%n point(s) not shown: a logarithmic axis has no place for zero or less</source>
        <translation>
            <numerusform>%n point not shown: a logarithmic axis has no place for zero or less</numerusform><numerusform>%n points not shown: a logarithmic axis has no place for zero or less</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</source>
        <translation>
            <numerusform>%n candidate drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</numerusform><numerusform>%n candidates drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n outside this view (Home shows all)</numerusform><numerusform>%n outside this view (Home shows all)</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePanel</name>
    <message numerus="yes">
        <source>random search: %n runs, 10th to 90th percentile</source>
        <translation>
            <numerusform>random search: %n run, 10th to 90th percentile</numerusform><numerusform>random search: %n runs, 10th to 90th percentile</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>random search, estimated from %n random design(s) of this study</source>
        <translation>
            <numerusform>random search, estimated from %n random design of this study</numerusform><numerusform>random search, estimated from %n random designs of this study</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePlot</name>
    <message numerus="yes">
        <source>%1 %2 after %n evaluation(s).</source>
        <translation>
            <numerusform>%1 %2 after %n evaluation.</numerusform><numerusform>%1 %2 after %n evaluations.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>after %n evaluation</numerusform><numerusform>after %n evaluations</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::InspectorPanel</name>
    <message numerus="yes">
        <source>1 of %n selected</source>
        <translation>
            <numerusform>1 of %n selected</numerusform><numerusform>1 of %n selected</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::MainWindow</name>
    <message numerus="yes">
        <source>The search has evaluated its %n candidate(s).
Continue up to this number:</source>
        <translation>
            <numerusform>The search has evaluated its %n candidate.
Continue up to this number:</numerusform><numerusform>The search has evaluated its %n candidates.
Continue up to this number:</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::NewStudyDialog</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform><numerusform>%n candidates</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::SpacePage</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform><numerusform>%n classes</numerusform></translation>
    </message>
</context>
<context>
    <name>pscope::SummaryPage</name>
    <message numerus="yes">
        <source>%1, %n candidate(s)</source>
        <translation>
            <numerusform>%1, %n candidate</numerusform><numerusform>%1, %n candidates</numerusform></translation>
    </message>
</context>
</TS>
