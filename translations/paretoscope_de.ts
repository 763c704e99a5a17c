<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AboutTr</name>
    <message>
        <source>A desktop explorer for hardware-aware neural architecture search.</source>
        <translation>Ein Werkzeug zum Erkunden hardwarebewusster Suchen nach neuronalen Architekturen.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später, ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Made with Qt %1 (LGPL 3), QCustomPlot (GPL 3), SQLite (public domain), nlohmann/json (MIT), FreeType (FTL), libpng, libjpeg-turbo, zlib and Eigen (MPL 2). Training runs in a program of its own with LibTorch (BSD), graph layout in another with Graphviz (EPL).</source>
        <translation>Gebaut mit Qt %1 (LGPL 3), QCustomPlot (GPL 3), SQLite (gemeinfrei), nlohmann/json (MIT), FreeType (FTL), libpng, libjpeg-turbo, zlib und Eigen (MPL 2). Das Training läuft in einem eigenen Programm mit LibTorch (BSD), die Anordnung von Graphen in einem weiteren mit Graphviz (EPL).</translation>
    </message>
    <message>
        <source>Built from commit</source>
        <translation>Gebaut aus Commit</translation>
    </message>
</context>
<context>
    <name>BackgroundJob</name>
    <message>
        <source>An unexpected failure ended this work.</source>
        <translation>Ein unerwarteter Fehler hat diese Arbeit beendet.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, please report it with the log.</source>
        <translation>Bitte noch einmal versuchen; geschieht es wieder, melden Sie es bitte mit dem Protokoll.</translation>
    </message>
</context>
<context>
    <name>Config</name>
    <message>
        <source>&quot;%1&quot; cannot be the name of an objective.</source>
        <translation>„%1“ kann nicht der Name eines Ziels sein.</translation>
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation>Buchstaben, Ziffern, - und _ verwenden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no direction.</source>
        <translation>„%1“ ist keine Richtung.</translation>
    </message>
    <message>
        <source>Write &quot;minimize&quot; or &quot;maximize&quot;.</source>
        <translation>&quot;minimize&quot; oder &quot;maximize&quot; schreiben.</translation>
    </message>
    <message>
        <source>A bound must be a finite number.</source>
        <translation>Eine Schranke muss eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>Leave it out for no bound.</source>
        <translation>Ohne Schranke die Angabe weglassen.</translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; has no estimator.</source>
        <translation>Das Ziel „%1“ hat keinen Schätzer.</translation>
    </message>
    <message>
        <source>Add one to &quot;estimators&quot;, such as {&quot;type&quot;: &quot;static&quot;, &quot;metric&quot;: &quot;params&quot;}.</source>
        <translation>Unter &quot;estimators&quot; einen hinzufügen, etwa {&quot;type&quot;: &quot;static&quot;, &quot;metric&quot;: &quot;params&quot;}.</translation>
    </message>
    <message>
        <source>There is no objective.</source>
        <translation>Es gibt kein Ziel.</translation>
    </message>
    <message>
        <source>Name at least one.</source>
        <translation>Mindestens eines nennen.</translation>
    </message>
    <message>
        <source>Two objectives are named &quot;%1&quot;.</source>
        <translation>Zwei Ziele heißen „%1“.</translation>
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation>Jedem einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>An object of named data is expected here.</source>
        <translation>Hier wird ein Objekt mit benannten Daten erwartet.</translation>
    </message>
    <message>
        <source>A finite number is expected here.</source>
        <translation>Hier wird eine endliche Zahl erwartet.</translation>
    </message>
    <message>
        <source>The reference point has %1 numbers for %2 objectives.</source>
        <translation>Der Bezugspunkt hat %1 Zahlen für %2 Ziele.</translation>
    </message>
    <message>
        <source>Give one number per objective, in their order.</source>
        <translation>Je Ziel eine Zahl angeben, in der Reihenfolge der Ziele.</translation>
    </message>
    <message>
        <source>%1 candidates are out of range.</source>
        <translation>%1 Kandidaten liegen außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Ask for 1 to %1.</source>
        <translation>1 bis %1 angeben.</translation>
    </message>
    <message>
        <source>The seed is negative.</source>
        <translation>Der Startwert ist negativ.</translation>
    </message>
    <message>
        <source>The number of workers is out of range.</source>
        <translation>Die Zahl der Arbeitsprozesse liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Use 0 (automatic) to 256.</source>
        <translation>0 (automatisch) bis 256 verwenden.</translation>
    </message>
    <message>
        <source>The deadline must be above 0 seconds.</source>
        <translation>Die Frist muss über 0 Sekunden liegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not name data.</source>
        <translation>„%1“ bezeichnet keine Daten.</translation>
    </message>
    <message>
        <source>Write FORMAT:PATH, such as idx:fashion-mnist, or glyphs: for the built-in letters.</source>
        <translation>FORMAT:PFAD schreiben, etwa idx:fashion-mnist, oder glyphs: für die eingebauten Buchstaben.</translation>
    </message>
    <message>
        <source>A plateau is that of the hypervolume, which is there for up to %1 objectives.</source>
        <translation>Ein Plateau ist das des Hypervolumens, das es für bis zu %1 Ziele gibt.</translation>
    </message>
    <message>
        <source>Leave the plateau out, or name a target.</source>
        <translation>Das Plateau weglassen oder eine Zielvorgabe nennen.</translation>
    </message>
    <message>
        <source>A window of %1 evaluations is out of range.</source>
        <translation>Ein Fenster von %1 Bewertungen liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Use 1 to %1.</source>
        <translation>1 bis %1 verwenden.</translation>
    </message>
    <message>
        <source>An object of rules is expected here.</source>
        <translation>Hier wird ein Objekt mit Regeln erwartet.</translation>
    </message>
    <message>
        <source>The time must be above 0 seconds.</source>
        <translation>Die Zeit muss über 0 Sekunden liegen.</translation>
    </message>
    <message>
        <source>Leave it out for no limit.</source>
        <translation>Ohne Begrenzung die Angabe weglassen.</translation>
    </message>
    <message>
        <source>A target names objectives and their values.</source>
        <translation>Eine Zielvorgabe nennt Ziele und ihre Werte.</translation>
    </message>
    <message>
        <source>Write for example {&quot;latency&quot;: 20}, or leave it out.</source>
        <translation>Zum Beispiel {&quot;latency&quot;: 20} schreiben oder die Angabe weglassen.</translation>
    </message>
    <message>
        <source>There is no objective &quot;%1&quot;.</source>
        <translation>Es gibt kein Ziel „%1“.</translation>
    </message>
    <message>
        <source>A target names objectives of this search.</source>
        <translation>Eine Zielvorgabe nennt Ziele dieser Suche.</translation>
    </message>
    <message>
        <source>A focus names objectives of this search.</source>
        <translation>Ein Fokus nennt Ziele dieser Suche.</translation>
    </message>
    <message>
        <source>The range of &quot;%1&quot; has no number.</source>
        <translation>Der Bereich von „%1“ enthält keine Zahl.</translation>
    </message>
    <message>
        <source>Give &quot;min&quot;, &quot;max&quot; or both, in the objective&apos;s own unit.</source>
        <translation>Geben Sie &quot;min&quot;, &quot;max&quot; oder beide an, in der Einheit des Ziels.</translation>
    </message>
    <message>
        <source>The range of &quot;%1&quot; is empty: %2 is above %3.</source>
        <translation>Der Bereich von „%1“ ist leer: %2 ist größer als %3.</translation>
    </message>
    <message>
        <source>Give the smaller number as &quot;min&quot;.</source>
        <translation>Geben Sie die kleinere Zahl als &quot;min&quot; an.</translation>
    </message>
    <message>
        <source>An object that names a region is expected here.</source>
        <translation>Hier wird ein Objekt erwartet, das eine Region nennt.</translation>
    </message>
    <message>
        <source>An object of objectives and their ranges is expected here.</source>
        <translation>Hier wird ein Objekt mit Zielen und ihren Bereichen erwartet.</translation>
    </message>
    <message>
        <source>Write for example {&quot;latency&quot;: {&quot;max&quot;: 20}}.</source>
        <translation>Schreiben Sie zum Beispiel {&quot;latency&quot;: {&quot;max&quot;: 20}}.</translation>
    </message>
    <message>
        <source>Leave it out: the program writes it into a study.</source>
        <translation>Lassen Sie die Angabe weg: Das Programm schreibt sie in eine Studie.</translation>
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>Write for example {&quot;studies&quot;: [&quot;old.pscope&quot;]}.</source>
        <translation>Schreiben Sie zum Beispiel {&quot;studies&quot;: [&quot;old.pscope&quot;]}.</translation>
    </message>
    <message>
        <source>The name of a study file is expected here.</source>
        <translation>Hier wird der Name einer Studiendatei erwartet.</translation>
    </message>
    <message>
        <source>No earlier study is named.</source>
        <translation>Es ist keine frühere Studie genannt.</translation>
    </message>
    <message>
        <source>Name at least one .pscope file, or leave &quot;warm_start&quot; out.</source>
        <translation>Nennen Sie mindestens eine .pscope-Datei oder lassen Sie &quot;warm_start&quot; weg.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say which designs are evaluated first.</source>
        <translation>„%1“ gibt nicht an, welche Entwürfe zuerst bewertet werden.</translation>
    </message>
    <message>
        <source>Write &quot;front&quot; or &quot;none&quot;.</source>
        <translation>Schreiben Sie &quot;front&quot; oder &quot;none&quot;.</translation>
    </message>
</context>
<context>
    <name>CostTr</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Peak activation memory</source>
        <translation>Spitzenspeicher der Aktivierungen</translation>
    </message>
    <message>
        <source>Trainable parameters of the network: weights, biases, scale and shift of normalisation.</source>
        <translation>Trainierbare Parameter des Netzes: Gewichte, Bias-Werte, Skalierung und Verschiebung der Normalisierung.</translation>
    </message>
    <message>
        <source>Multiply-accumulates of convolutions, linear layers and attentions for one input.</source>
        <translation>MAC-Operationen der Faltungen, linearen Schichten und Attention-Schichten für eine Eingabe.</translation>
    </message>
    <message>
        <source>The largest sum of tensors that are alive at a time, in bytes of 32-bit numbers, batch 1.</source>
        <translation>Die größte Summe gleichzeitig benötigter Tensoren, in Byte bei 32-Bit-Zahlen, Batch 1.</translation>
    </message>
    <message>
        <source>Estimated latency of one inference on %1, in milliseconds.</source>
        <translation>Geschätzte Latenz einer Inferenz auf %1, in Millisekunden.</translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; of the study, in %2.</source>
        <translation>Das Ziel „%1“ der Studie, in %2.</translation>
    </message>
    <message>
        <source>%1
Source: %2; evidence %3.</source>
        <translation>%1
Quelle: %2; Beleg: %3.</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>Csv</name>
    <message>
        <source>A quoted cell is not closed.</source>
        <translation>Eine Zelle in Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>Close it with a double quote.</source>
        <translation>Die Zelle mit einem doppelten Anführungszeichen schließen.</translation>
    </message>
    <message>
        <source>Text follows a closing quote.</source>
        <translation>Auf ein schließendes Anführungszeichen folgt Text.</translation>
    </message>
    <message>
        <source>Double the quotes inside a quoted cell.</source>
        <translation>Anführungszeichen innerhalb einer Zelle in Anführungszeichen verdoppeln.</translation>
    </message>
    <message>
        <source>This line has %1 cells, the header has %2.</source>
        <translation>Diese Zeile hat %1 Zellen, die Kopfzeile hat %2.</translation>
    </message>
    <message>
        <source>Give every line as many cells as the header.</source>
        <translation>Jeder Zeile so viele Zellen geben wie der Kopfzeile.</translation>
    </message>
    <message>
        <source>The table is empty.</source>
        <translation>Die Tabelle ist leer.</translation>
    </message>
    <message>
        <source>Its first line names the columns.</source>
        <translation>Die erste Zeile benennt die Spalten.</translation>
    </message>
    <message>
        <source>The table has no column &quot;%1&quot;.</source>
        <translation>Die Tabelle hat keine Spalte „%1“.</translation>
    </message>
    <message>
        <source>Its columns are: %1.</source>
        <translation>Die Spalten sind: %1.</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>The data file cannot be opened.</source>
        <translation>Die Datendatei kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This is not a file.</source>
        <translation>Dies ist keine Datei.</translation>
    </message>
    <message>
        <source>Name a data file or a folder that holds some.</source>
        <translation>Eine Datendatei nennen oder einen Ordner, der welche enthält.</translation>
    </message>
    <message>
        <source>The data file cannot be read.</source>
        <translation>Die Datendatei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The compressed data are damaged or end too early.</source>
        <translation>Die gepackten Daten sind beschädigt oder enden zu früh.</translation>
    </message>
    <message>
        <source>Get the file again, or unpack it with gzip to see what is left.</source>
        <translation>Die Datei neu beschaffen oder mit gzip entpacken, um zu sehen, was übrig ist.</translation>
    </message>
    <message>
        <source>The file ends here, %1 bytes too early, within %2.</source>
        <translation>Die Datei endet hier, %1 Byte zu früh, innerhalb von %2.</translation>
    </message>
    <message>
        <source>The file is truncated: get it again.</source>
        <translation>Die Datei ist abgeschnitten: sie neu beschaffen.</translation>
    </message>
    <message>
        <source>Bytes follow here, after everything that the header promises.</source>
        <translation>Hier folgen noch Bytes nach allem, was der Dateikopf ankündigt.</translation>
    </message>
    <message>
        <source>Check that it is the right file; cut it off here if it is.</source>
        <translation>Prüfen, ob es die richtige Datei ist; wenn ja, sie hier abschneiden.</translation>
    </message>
    <message>
        <source>The folder has no file data_batch_1.bin.</source>
        <translation>Der Ordner hat keine Datei data_batch_1.bin.</translation>
    </message>
    <message>
        <source>Name a folder with data_batch_1.bin ... and test_batch.bin (each may end in .gz), or one such file.</source>
        <translation>Einen Ordner mit data_batch_1.bin ... und test_batch.bin nennen (jede darf auf .gz enden) oder eine einzelne solche Datei.</translation>
    </message>
    <message>
        <source>The file ends within record %1: a record has 3073 bytes (label, then 3 x 1024).</source>
        <translation>Die Datei endet innerhalb von Datensatz %1: Ein Datensatz hat 3073 Byte (Label, dann 3 x 1024).</translation>
    </message>
    <message>
        <source>The file is truncated or not of CIFAR-10&apos;s binary version: get it again.</source>
        <translation>Die Datei ist abgeschnitten oder nicht in der Binärfassung von CIFAR-10: sie neu beschaffen.</translation>
    </message>
    <message>
        <source>The label %1 is out of range: 0 to 9.</source>
        <translation>Das Label %1 liegt außerhalb des Bereichs 0 bis 9.</translation>
    </message>
    <message>
        <source>The file is damaged or not of CIFAR-10&apos;s binary version: get it again.</source>
        <translation>Die Datei ist beschädigt oder nicht in der Binärfassung von CIFAR-10: sie neu beschaffen.</translation>
    </message>
    <message>
        <source>The data have more than a million images.</source>
        <translation>Die Daten haben mehr als eine Million Bilder.</translation>
    </message>
    <message>
        <source>Use fewer batches.</source>
        <translation>Weniger Batches verwenden.</translation>
    </message>
    <message>
        <source>The data format &quot;%1&quot; is not known.</source>
        <translation>Das Datenformat „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Die Arbeit wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 images are too few to be split into training and validation.</source>
        <translation>%1 Bilder sind zu wenige, um sie in Training und Validierung aufzuteilen.</translation>
    </message>
    <message>
        <source>Use data with at least ten images of each class.</source>
        <translation>Daten mit mindestens zehn Bildern je Klasse verwenden.</translation>
    </message>
    <message>
        <source>The font cannot be read.</source>
        <translation>Die Schrift kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Install its package again.</source>
        <translation>Das Paket der Schrift neu installieren.</translation>
    </message>
    <message>
        <source>The font has no letter %1.</source>
        <translation>Die Schrift hat keinen Buchstaben %1.</translation>
    </message>
    <message>
        <source>The font&apos;s letter %1 cannot be drawn.</source>
        <translation>Der Buchstabe %1 der Schrift kann nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>The font that the glyphs are drawn from is missing; it belongs to the package %1.</source>
        <translation>Die Schrift, aus der die Buchstaben gezeichnet werden, fehlt; sie gehört zum Paket %1.</translation>
    </message>
    <message>
        <source>Install it: apt install %1.</source>
        <translation>Das Paket installieren: apt install %1.</translation>
    </message>
    <message>
        <source>The folder has no file %1.</source>
        <translation>Der Ordner hat keine Datei %1.</translation>
    </message>
    <message>
        <source>Name a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte (each may end in .gz), or one images file with its labels file beside it.</source>
        <translation>Einen Ordner mit train-images-idx3-ubyte und train-labels-idx1-ubyte nennen (jede darf auf .gz enden) oder eine Bilddatei, neben der ihre Labeldatei liegt.</translation>
    </message>
    <message>
        <source>No labels file lies beside the images file.</source>
        <translation>Neben der Bilddatei liegt keine Labeldatei.</translation>
    </message>
    <message>
        <source>Put it beside it, with &quot;labels&quot; in the place of &quot;images&quot; in its name (train-images-idx3-ubyte and train-labels-idx1-ubyte).</source>
        <translation>Die Labeldatei daneben legen, mit „labels“ anstelle von „images“ im Namen (train-images-idx3-ubyte und train-labels-idx1-ubyte).</translation>
    </message>
    <message>
        <source>This is no IDX file of images: it does not begin with the bytes 00 00 08 03.</source>
        <translation>Dies ist keine IDX-Datei mit Bildern: Sie beginnt nicht mit den Bytes 00 00 08 03.</translation>
    </message>
    <message>
        <source>This is no IDX file of labels: it does not begin with the bytes 00 00 08 01.</source>
        <translation>Dies ist keine IDX-Datei mit Labels: Sie beginnt nicht mit den Bytes 00 00 08 01.</translation>
    </message>
    <message>
        <source>Check that it is the right file; another format needs another name, such as cifar-binary:PATH.</source>
        <translation>Prüfen, ob es die richtige Datei ist; ein anderes Format braucht einen anderen Namen, etwa cifar-binary:PFAD.</translation>
    </message>
    <message>
        <source>The header claims %1 for %2.</source>
        <translation>Der Dateikopf nennt %1 für %2.</translation>
    </message>
    <message>
        <source>The file is damaged or no IDX file: get it again.</source>
        <translation>Die Datei ist beschädigt oder keine IDX-Datei: sie neu beschaffen.</translation>
    </message>
    <message>
        <source>The header claims %1 images of %2 x %3 bytes, far more than the file can hold.</source>
        <translation>Der Dateikopf nennt %1 Bilder zu %2 x %3 Byte, weit mehr, als die Datei fassen kann.</translation>
    </message>
    <message>
        <source>The file is truncated or its header damaged: get it again.</source>
        <translation>Die Datei ist abgeschnitten oder ihr Kopf beschädigt: sie neu beschaffen.</translation>
    </message>
    <message>
        <source>The header claims %1 labels.</source>
        <translation>Der Dateikopf nennt %1 Labels.</translation>
    </message>
    <message>
        <source>The label %1 is out of range: no image has label %2.</source>
        <translation>Das Label %1 liegt außerhalb des Bereichs: Kein Bild hat das Label %2.</translation>
    </message>
    <message>
        <source>Labels are numbers 0, 1, 2 ... without a gap; mend or leave out this image.</source>
        <translation>Labels sind lückenlose Zahlen 0, 1, 2 ...; dieses Bild berichtigen oder weglassen.</translation>
    </message>
    <message>
        <source>The file has %1 images, but %2 has %3 labels.</source>
        <translation>Die Datei hat %1 Bilder, aber %2 hat %3 Labels.</translation>
    </message>
    <message>
        <source>Put the images and labels of the same set together.</source>
        <translation>Bilder und Labels desselben Datensatzes zusammenlegen.</translation>
    </message>
    <message>
        <source>The test images are %1, those for training %2.</source>
        <translation>Die Testbilder sind %1, die Trainingsbilder %2.</translation>
    </message>
    <message>
        <source>Put the files of the same set together.</source>
        <translation>Die Dateien desselben Datensatzes zusammenlegen.</translation>
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>&quot;%1&quot; is not known here.</source>
        <translation>„%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>A number of a device must be finite and not negative.</source>
        <translation>Eine Zahl eines Geräts muss endlich und darf nicht negativ sein.</translation>
    </message>
    <message>
        <source>A number without unit and evidence tag does not count.</source>
        <translation>Eine Zahl ohne Einheit und Belegkennzeichen zählt nicht.</translation>
    </message>
    <message>
        <source>Write it as {&quot;v&quot;: 1.5, &quot;unit&quot;: &quot;W&quot;, &quot;tag&quot;: &quot;user&quot;, &quot;source&quot;: &quot;...&quot;}.</source>
        <translation>Die Zahl so schreiben: {&quot;v&quot;: 1.5, &quot;unit&quot;: &quot;W&quot;, &quot;tag&quot;: &quot;user&quot;, &quot;source&quot;: &quot;...&quot;}.</translation>
    </message>
    <message>
        <source>This profile has version %1; this program reads version 1.</source>
        <translation>Dieses Profil hat Version %1; dieses Programm liest Version 1.</translation>
    </message>
    <message>
        <source>Use a newer program.</source>
        <translation>Ein neueres Programm verwenden.</translation>
    </message>
    <message>
        <source>A device needs a compute unit.</source>
        <translation>Ein Gerät braucht eine Recheneinheit.</translation>
    </message>
    <message>
        <source>There is no device &quot;%1&quot;.</source>
        <translation>Es gibt kein Gerät „%1“.</translation>
    </message>
    <message>
        <source>Name a profile&apos;s JSON file or one of: %1.</source>
        <translation>Die JSON-Datei eines Profils nennen oder eines von: %1.</translation>
    </message>
    <message>
        <source>Add it with unit and evidence tag.</source>
        <translation>Die Angabe mit Einheit und Belegkennzeichen hinzufügen.</translation>
    </message>
    <message>
        <source>The device &quot;%1&quot; has no peak for the precision &quot;%2&quot;.</source>
        <translation>Das Gerät „%1“ hat keine Spitzenleistung für das Zahlenformat „%2“.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Vorhanden sind: %1.</translation>
    </message>
    <message>
        <source>A batch of %1 is out of range.</source>
        <translation>Ein Batch von %1 liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Use 1 to 65536.</source>
        <translation>1 bis 65536 verwenden.</translation>
    </message>
    <message>
        <source>The precision &quot;%1&quot; is not known.</source>
        <translation>Das Zahlenformat „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Use fp32, fp16, bf16, int16 or int8.</source>
        <translation>fp32, fp16, bf16, int16 oder int8 verwenden.</translation>
    </message>
    <message>
        <source>A peak, bandwidth or efficiency of &quot;%1&quot; is 0.</source>
        <translation>Eine Spitzenleistung, eine Bandbreite oder ein Wirkungsgrad von „%1“ ist 0.</translation>
    </message>
    <message>
        <source>Give it a positive value.</source>
        <translation>Einen positiven Wert angeben.</translation>
    </message>
    <message>
        <source>%1 tiles of %2 x %3 cells; digital operators are not counted.</source>
        <translation>%1 Kacheln zu %2 x %3 Zellen; digitale Operatoren sind nicht mitgezählt.</translation>
    </message>
    <message>
        <source>An array has 1 to 65536 rows and columns.</source>
        <translation>Ein Array hat 1 bis 65536 Zeilen und Spalten.</translation>
    </message>
    <message>
        <source>Compute cycles only, with enough bandwidth; the area ranks chips and is no figure of one process.</source>
        <translation>Nur Rechentakte, bei ausreichender Bandbreite; die Fläche ordnet Chips und ist kein Wert eines bestimmten Fertigungsprozesses.</translation>
    </message>
    <message>
        <source>A sub-accelerator has 1 to 1000000 processing elements.</source>
        <translation>Ein Teilbeschleuniger hat 1 bis 1000000 Rechenelemente.</translation>
    </message>
    <message>
        <source>%1 has no choice &quot;%2&quot;.</source>
        <translation>%1 hat keine Wahlmöglichkeit „%2“.</translation>
    </message>
    <message>
        <source>A parameter of the cost model reads it.</source>
        <translation>Ein Parameter des Kostenmodells liest sie.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; is not active in this design.</source>
        <translation>Die Wahlmöglichkeit „%1“ ist in diesem Entwurf nicht aktiv.</translation>
    </message>
    <message>
        <source>Parameters of this model are chosen by the design.</source>
        <translation>Die Parameter dieses Modells werden vom Entwurf gewählt.</translation>
    </message>
    <message>
        <source>This table prices designs of %1, no other networks.</source>
        <translation>Diese Tabelle nennt Kosten für Entwürfe aus %1, für keine anderen Netze.</translation>
    </message>
    <message>
        <source>The table tells the whole design; it has no figures for single operators.</source>
        <translation>Die Tabelle beschreibt den ganzen Entwurf; für einzelne Operatoren hat sie keine Werte.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; has no table of choices for this space and context.</source>
        <translation>Das Profil „%1“ hat keine Tabelle der Wahlmöglichkeiten für diesen Raum und Kontext.</translation>
    </message>
    <message>
        <source>Import one with device import.</source>
        <translation>Eine mit „device import“ einlesen.</translation>
    </message>
    <message>
        <source>There is no cost model &quot;%1&quot;.</source>
        <translation>Es gibt kein Kostenmodell „%1“.</translation>
    </message>
    <message>
        <source>The parameters of a model are a JSON object.</source>
        <translation>Die Parameter eines Modells sind ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>A step of training costs %1 times the forward pass: the ratio of multiply-accumulates.</source>
        <translation>Ein Trainingsschritt kostet das %1-Fache des Vorwärtsdurchlaufs: das Verhältnis der MAC-Operationen.</translation>
    </message>
    <message>
        <source>%1 bytes cross the link after %2; the device alone takes %3 ms.</source>
        <translation>Nach %2 gehen %1 Byte über die Verbindung; das Gerät allein braucht %3 ms.</translation>
    </message>
    <message>
        <source>This model prices whole designs; it cannot be decorated.</source>
        <translation>Dieses Modell bestimmt die Kosten ganzer Entwürfe; es lässt sich nicht um Zusätze erweitern.</translation>
    </message>
    <message>
        <source>The rate must be positive, the share and the loss between 0 and 1, times not negative.</source>
        <translation>Die Rate muss positiv sein, Anteil und Verlust müssen zwischen 0 und 1 liegen, Zeiten dürfen nicht negativ sein.</translation>
    </message>
    <message>
        <source>The cost model of %1 does not price operators one by one.</source>
        <translation>Das Kostenmodell von %1 bestimmt die Kosten nicht für einzelne Operatoren.</translation>
    </message>
    <message>
        <source>Price each design by itself, or name the model &quot;roofline&quot;.</source>
        <translation>Die Kosten jedes Entwurfs für sich bestimmen oder das Modell &quot;roofline&quot; nennen.</translation>
    </message>
    <message>
        <source>The latencies in &quot;%1&quot; are %2 times what the roofline model expects of %3.</source>
        <translation>Die Latenzen in „%1“ betragen das %2-Fache dessen, was das Roofline-Modell für %3 erwartet.</translation>
    </message>
    <message>
        <source>Check the unit (ms or s?), the batch and the device.</source>
        <translation>Die Einheit (ms oder s?), den Batch und das Gerät prüfen.</translation>
    </message>
    <message>
        <source>The fit was cancelled.</source>
        <translation>Die Anpassung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The shares of the exits do not belong to their costs, or do not sum to 1.</source>
        <translation>Die Anteile der Ausgänge passen nicht zu deren Kosten oder ergeben zusammen nicht 1.</translation>
    </message>
    <message>
        <source>Voltages and the split of the power over domains are engineering estimates.</source>
        <translation>Die Spannungen und die Aufteilung der Leistung auf die Domänen sind technische Schätzungen.</translation>
    </message>
    <message>
        <source>%1 Hz is no step of the domain &quot;%2&quot; of %3.</source>
        <translation>%1 Hz ist keine Stufe der Domäne „%2“ von %3.</translation>
    </message>
    <message>
        <source>The profile has no steps for it.</source>
        <translation>Das Profil hat keine Stufen dafür.</translation>
    </message>
    <message>
        <source>Its steps are: %1.</source>
        <translation>Die Stufen sind: %1.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; has no operating points.</source>
        <translation>Das Profil „%1“ hat keine Betriebspunkte.</translation>
    </message>
    <message>
        <source>Add &quot;dvfs&quot; with the frequencies of its domains.</source>
        <translation>&quot;dvfs&quot; mit den Frequenzen der Domänen hinzufügen.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; holds no fit to measurements.</source>
        <translation>Das Profil „%1“ enthält keine Anpassung an Messungen.</translation>
    </message>
    <message>
        <source>Fit it to measured designs first.</source>
        <translation>Es zuerst an gemessene Entwürfe anpassen.</translation>
    </message>
    <message>
        <source>The device &quot;%1&quot; was not measured with %2.</source>
        <translation>Das Gerät „%1“ wurde nicht mit %2 gemessen.</translation>
    </message>
    <message>
        <source>It was measured with: %1.</source>
        <translation>Gemessen wurde es mit: %1.</translation>
    </message>
    <message>
        <source>%1 networks have %2 latencies.</source>
        <translation>%1 Netze haben %2 Latenzen.</translation>
    </message>
    <message>
        <source>%1 measured designs are too few to learn from.</source>
        <translation>%1 gemessene Entwürfe sind zu wenige, um daraus zu lernen.</translation>
    </message>
    <message>
        <source>Measure at least %1; 30 to 100 give a good fit.</source>
        <translation>Mindestens %1 messen; 30 bis 100 ergeben eine gute Anpassung.</translation>
    </message>
    <message>
        <source>A measured latency is not a positive number.</source>
        <translation>Eine gemessene Latenz ist keine positive Zahl.</translation>
    </message>
    <message>
        <source>The measured designs are the same network to this program.</source>
        <translation>Für dieses Programm sind die gemessenen Entwürfe ein und dasselbe Netz.</translation>
    </message>
    <message>
        <source>Measure designs that differ in their operators.</source>
        <translation>Entwürfe messen, die sich in ihren Operatoren unterscheiden.</translation>
    </message>
    <message>
        <source>The number is out of range.</source>
        <translation>Die Zahl liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Höchstens %1.</translation>
    </message>
    <message>
        <source>A row has %1 numbers, but there are %2 columns.</source>
        <translation>Eine Zeile hat %1 Zahlen, es gibt aber %2 Spalten.</translation>
    </message>
    <message>
        <source>Rows and targets do not fit each other.</source>
        <translation>Zeilen und Zielwerte passen nicht zueinander.</translation>
    </message>
    <message>
        <source>There must be %1 hyperparameters.</source>
        <translation>Es müssen %1 Hyperparameter sein.</translation>
    </message>
    <message>
        <source>A table in cycles needs the clock, &quot;clock_Hz&quot;.</source>
        <translation>Eine Tabelle in Takten braucht die Taktfrequenz, &quot;clock_Hz&quot;.</translation>
    </message>
    <message>
        <source>Give the cycles a second that the device runs at.</source>
        <translation>Die Takte je Sekunde angeben, mit denen das Gerät läuft.</translation>
    </message>
    <message>
        <source>A cost must be a finite number.</source>
        <translation>Kosten müssen eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>A group needs a choice.</source>
        <translation>Eine Gruppe braucht eine Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>A row holds one level for each of the %1 choices of its group, and the value.</source>
        <translation>Eine Zeile enthält je eine Stufe für die %1 Wahlmöglichkeiten ihrer Gruppe und den Wert.</translation>
    </message>
    <message>
        <source>There is no operator &quot;%1&quot;.</source>
        <translation>Es gibt keinen Operator „%1“.</translation>
    </message>
    <message>
        <source>Write names such as conv2d, or conv2d+batch_norm+relu for a fused kernel.</source>
        <translation>Namen wie conv2d schreiben oder conv2d+batch_norm+relu für einen verschmolzenen Kernel.</translation>
    </message>
    <message>
        <source>A positive number is expected here.</source>
        <translation>Hier wird eine positive Zahl erwartet.</translation>
    </message>
    <message>
        <source>A whole number from %1 to 1000000 is expected here.</source>
        <translation>Hier wird eine ganze Zahl von %1 bis 1000000 erwartet.</translation>
    </message>
    <message>
        <source>A table of operators needs rows.</source>
        <translation>Eine Tabelle von Operatoren braucht Zeilen.</translation>
    </message>
    <message>
        <source>There are two tables &quot;%1&quot;.</source>
        <translation>Es gibt zwei Tabellen „%1“.</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; reads the choice &quot;%2&quot;, which %3 does not have.</source>
        <translation>Die Tabelle „%1“ liest die Wahlmöglichkeit „%2“, die %3 nicht hat.</translation>
    </message>
    <message>
        <source>It is a table for %1.</source>
        <translation>Es ist eine Tabelle für %1.</translation>
    </message>
    <message>
        <source>The choices %1 have too many combinations for one group.</source>
        <translation>Die Wahlmöglichkeiten %1 haben zu viele Kombinationen für eine Gruppe.</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; has a cost of &quot;%2&quot; = %3, which is no level.</source>
        <translation>Die Tabelle „%1“ nennt Kosten für „%2“ = %3; das ist keine Stufe.</translation>
    </message>
    <message>
        <source>The table holds no cost of what this design chooses for %1.</source>
        <translation>Die Tabelle enthält keine Kosten für das, was dieser Entwurf bei %1 wählt.</translation>
    </message>
    <message>
        <source>Add a row for it.</source>
        <translation>Eine Zeile dafür hinzufügen.</translation>
    </message>
    <message>
        <source>It does not fit: %1 bytes of %2, the device has %3.</source>
        <translation>Es passt nicht: %1 Byte an %2, das Gerät hat %3.</translation>
    </message>
    <message>
        <source>Give 1 to 64 patches a side.</source>
        <translation>1 bis 64 Patches je Seite angeben.</translation>
    </message>
    <message>
        <source>It is not said in which unit the column &quot;%1&quot; is.</source>
        <translation>Es ist nicht angegeben, in welcher Einheit die Spalte „%1“ steht.</translation>
    </message>
    <message>
        <source>Let its name end in _ms, _s or _us, or name the unit.</source>
        <translation>Den Spaltennamen auf _ms, _s oder _us enden lassen oder die Einheit nennen.</translation>
    </message>
    <message>
        <source>No column holds designs of %1, such as %2.</source>
        <translation>Keine Spalte enthält Entwürfe aus %1, etwa %2.</translation>
    </message>
    <message>
        <source>Name the column, or a second table that has them and a column in common.</source>
        <translation>Die Spalte nennen oder eine zweite Tabelle, die sie enthält und eine Spalte gemeinsam hat.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a positive number.</source>
        <translation>„%1“ ist keine positive Zahl.</translation>
    </message>
    <message>
        <source>Leave the cell empty where nothing was measured.</source>
        <translation>Die Zelle leer lassen, wo nichts gemessen wurde.</translation>
    </message>
    <message>
        <source>A column is [operator, quantity, mean, deviation].</source>
        <translation>Eine Spalte ist [Operator, Größe, Mittelwert, Abweichung].</translation>
    </message>
    <message>
        <source>The mean is out of range, or the deviation not positive.</source>
        <translation>Der Mittelwert liegt außerhalb des zulässigen Bereichs, oder die Abweichung ist nicht positiv.</translation>
    </message>
    <message>
        <source>There are not that many columns.</source>
        <translation>So viele Spalten gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 kernels are interpolated between rows of the table, %2 lie outside of them.</source>
        <translation>%1 Kernel werden zwischen Zeilen der Tabelle interpoliert, %2 liegen außerhalb davon.</translation>
    </message>
    <message>
        <source>The table has no rows for: %1.</source>
        <translation>Die Tabelle hat keine Zeilen für: %1.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; has no table of operators for this context.</source>
        <translation>Das Profil „%1“ hat keine Tabelle von Operatoren für diesen Kontext.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; lacks a number that the %2 model needs.</source>
        <translation>Dem Profil „%1“ fehlt eine Zahl, die das Modell %2 braucht.</translation>
    </message>
    <message>
        <source>Add it with unit and evidence tag, or give the parameter &quot;%1&quot; of the model.</source>
        <translation>Die Zahl mit Einheit und Belegkennzeichen hinzufügen oder den Parameter „%1“ des Modells angeben.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; says nothing of the hardware.</source>
        <translation>Das Profil „%1“ sagt nichts über die Hardware.</translation>
    </message>
    <message>
        <source>Add compute units and memory, or fit it to measurements.</source>
        <translation>Recheneinheiten und Speicher hinzufügen oder es an Messungen anpassen.</translation>
    </message>
    <message>
        <source>This pipeline cannot serve the arrivals, or its times are not positive.</source>
        <translation>Diese Pipeline kann die eintreffenden Anfragen nicht bedienen, oder ihre Zeiten sind nicht positiv.</translation>
    </message>
    <message>
        <source>Lower the rate, or add servers to the slowest stage.</source>
        <translation>Die Rate senken oder der langsamsten Stufe weitere Server geben.</translation>
    </message>
    <message>
        <source>Arithmetic only, with fp32 constants of 45 nm: memory is not in it; no comparison with int8.</source>
        <translation>Nur Arithmetik, mit fp32-Konstanten für 45 nm: Speicher ist nicht enthalten; kein Vergleich mit int8.</translation>
    </message>
    <message>
        <source>Give 1 to 10000 time steps.</source>
        <translation>1 bis 10000 Zeitschritte angeben.</translation>
    </message>
    <message>
        <source>A firing rate lies between 0 and 1.</source>
        <translation>Eine Feuerrate liegt zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>Folds are counted as &quot;%1&quot;; compare only figures of the same way.</source>
        <translation>Folds werden als „%1“ gezählt; nur gleich gezählte Werte vergleichen.</translation>
    </message>
    <message>
        <source>Let its name end in _ms, _s, _us, _mJ or cycles, or name the unit.</source>
        <translation>Den Spaltennamen auf _ms, _s, _us, _mJ oder cycles enden lassen oder die Einheit nennen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the column &quot;%2&quot; is no finite number.</source>
        <translation>„%1“ in der Spalte „%2“ ist keine endliche Zahl.</translation>
    </message>
    <message>
        <source>A table in cycles needs the clock of the device.</source>
        <translation>Eine Tabelle in Takten braucht die Taktfrequenz des Geräts.</translation>
    </message>
    <message>
        <source>A brace of &quot;%1&quot; is not closed.</source>
        <translation>Eine geschweifte Klammer von „%1“ ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say which choice and level a row is about.</source>
        <translation>„%1“ sagt nicht, welche Wahlmöglichkeit und Stufe eine Zeile betrifft.</translation>
    </message>
    <message>
        <source>Write it as layer{layer+1}.op={op}, with the file&apos;s columns in braces.</source>
        <translation>Es als layer{layer+1}.op={op} schreiben, mit den Spalten der Datei in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>Its first choice is &quot;%1&quot;; numbers in a pattern may be shifted, as in {layer+1}.</source>
        <translation>Die erste Wahlmöglichkeit ist „%1“; Zahlen in einem Muster dürfen verschoben werden, wie in {layer+1}.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no level &quot;%2&quot;.</source>
        <translation>„%1“ hat keine Stufe „%2“.</translation>
    </message>
    <message>
        <source>It is not said which choice and level a row is about.</source>
        <translation>Es ist nicht angegeben, welche Wahlmöglichkeit und Stufe eine Zeile betrifft.</translation>
    </message>
    <message>
        <source>Give a pattern such as layer{layer+1}.op={op}.</source>
        <translation>Ein Muster wie layer{layer+1}.op={op} angeben.</translation>
    </message>
    <message>
        <source>The table holds &quot;%1&quot; = %2 twice.</source>
        <translation>Die Tabelle enthält „%1“ = %2 zweimal.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; holds no costs.</source>
        <translation>Die Spalte „%1“ enthält keine Kosten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number.</source>
        <translation>„%1“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>The scratchpad of %1 bytes is too small: operator %2 needs %3.</source>
        <translation>Der Scratchpad-Speicher von %1 Byte ist zu klein: Operator %2 braucht %3.</translation>
    </message>
    <message>
        <source>Give it more memory, or cut the operator into tiles.</source>
        <translation>Ihm mehr Speicher geben oder den Operator in Kacheln zerlegen.</translation>
    </message>
    <message>
        <source>The operators wait for each other: there is no order to run them in.</source>
        <translation>Die Operatoren warten aufeinander: Es gibt keine Reihenfolge, in der sie laufen können.</translation>
    </message>
    <message>
        <source>Step %1 of the schedule cannot run.</source>
        <translation>Schritt %1 des Ablaufplans kann nicht ausgeführt werden.</translation>
    </message>
    <message>
        <source>This profile cannot take up a fit as it is.</source>
        <translation>Dieses Profil kann so, wie es ist, keine Anpassung aufnehmen.</translation>
    </message>
    <message>
        <source>Duplicate the preset, or mend the profile&apos;s figures first.</source>
        <translation>Die Vorlage duplizieren oder zuerst die Zahlen des Profils berichtigen.</translation>
    </message>
    <message>
        <source>The profile&apos;s file cannot be put aside.</source>
        <translation>Die Datei des Profils kann nicht beiseitegelegt werden.</translation>
    </message>
    <message>
        <source>Check whether its folder may be written.</source>
        <translation>Prüfen, ob in den Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>The comparison was cancelled.</source>
        <translation>Der Vergleich wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Each block has a line with its key, and below it lines such as mean: 1.5.</source>
        <translation>Jeder Block hat eine Zeile mit seinem Schlüssel und darunter Zeilen wie mean: 1.5.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no cost.</source>
        <translation>„%1“ ist keine Kostenangabe.</translation>
    </message>
    <message>
        <source>This is no key of a block: &quot;%1&quot;.</source>
        <translation>Dies ist kein Schlüssel eines Blocks: „%1“.</translation>
    </message>
    <message>
        <source>A cost stands before the first key.</source>
        <translation>Vor dem ersten Schlüssel steht eine Kostenangabe.</translation>
    </message>
    <message>
        <source>No block has a member &quot;%1&quot;.</source>
        <translation>Kein Block hat ein Element „%1“.</translation>
    </message>
    <message>
        <source>The table has no entry for &quot;%1&quot;.</source>
        <translation>Die Tabelle hat keinen Eintrag für „%1“.</translation>
    </message>
    <message>
        <source>It is a part of every design of this space.</source>
        <translation>Er gehört zu jedem Entwurf dieses Raums.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no unit of a latency.</source>
        <translation>„%1“ ist keine Einheit einer Latenz.</translation>
    </message>
    <message>
        <source>Use ms, s or us.</source>
        <translation>ms, s oder us verwenden.</translation>
    </message>
    <message>
        <source>The table has no entry for any block of %1.</source>
        <translation>Die Tabelle hat für keinen Block von %1 einen Eintrag.</translation>
    </message>
    <message>
        <source>Its first key is &quot;%1&quot;.</source>
        <translation>Ihr erster Schlüssel ist „%1“.</translation>
    </message>
    <message>
        <source>Tiles are the best of each product: %1 were tried.</source>
        <translation>Die Kacheln sind für jedes Produkt die besten: %1 wurden ausprobiert.</translation>
    </message>
    <message>
        <source>Options change traffic and rates by the manual&apos;s formulas [R], never results; measure to be sure.</source>
        <translation>Optionen ändern Datenverkehr und Raten nach den Formeln des Handbuchs [R], nie die Ergebnisse; für Gewissheit messen.</translation>
    </message>
    <message>
        <source>Tiles of %1 x %2 need %3 bytes, the memory of tiles has %4.</source>
        <translation>Kacheln von %1 x %2 brauchen %3 Byte, der Speicher für Kacheln hat %4.</translation>
    </message>
    <message>
        <source>Choose smaller tiles, or leave them to the model.</source>
        <translation>Kleinere Kacheln wählen oder sie dem Modell überlassen.</translation>
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; has no factor for %2 = %3.</source>
        <translation>Das Profil „%1“ hat keinen Faktor für %2 = %3.</translation>
    </message>
    <message>
        <source>Add it at %1 with unit and evidence tag.</source>
        <translation>Ihn bei %1 mit Einheit und Belegkennzeichen hinzufügen.</translation>
    </message>
    <message>
        <source>A side of a tile is a whole number; 0 leaves it to the model.</source>
        <translation>Die Seite einer Kachel ist eine ganze Zahl; 0 überlässt sie dem Modell.</translation>
    </message>
    <message>
        <source>The %1 model knows no &quot;%2&quot;: it calculates a typical latency.</source>
        <translation>Das Modell %1 kennt kein „%2“: Es berechnet eine typische Latenz.</translation>
    </message>
    <message>
        <source>Percentiles need measurements: measure the device, and fit the column of this statistic.</source>
        <translation>Perzentile brauchen Messungen: das Gerät messen und die Spalte dieser Statistik anpassen.</translation>
    </message>
    <message>
        <source>The %1 model knows no threads.</source>
        <translation>Das Modell %1 kennt keine Threads.</translation>
    </message>
    <message>
        <source>Leave the number of threads out, or choose another model.</source>
        <translation>Die Zahl der Threads weglassen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The %1 model prices batches up to %2, not %3.</source>
        <translation>Das Modell %1 bestimmt Kosten für Batches bis %2, nicht für %3.</translation>
    </message>
    <message>
        <source>Give a smaller batch, or choose another model.</source>
        <translation>Einen kleineren Batch angeben oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The %1 model does not price the precision &quot;%2&quot;.</source>
        <translation>Das Modell %1 bestimmt keine Kosten für das Zahlenformat „%2“.</translation>
    </message>
    <message>
        <source>%1 threads are out of range.</source>
        <translation>%1 Threads liegen außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Use 1 to 4096.</source>
        <translation>1 bis 4096 verwenden.</translation>
    </message>
    <message>
        <source>A health check has one latency an anchor: %1.</source>
        <translation>Eine Zustandsprüfung hat eine Latenz je Ankernetz: %1.</translation>
    </message>
    <message>
        <source>A health check needs at least one network.</source>
        <translation>Eine Zustandsprüfung braucht mindestens ein Netz.</translation>
    </message>
    <message>
        <source>The peaks are an object: one number for each precision.</source>
        <translation>Die Spitzenleistungen sind ein Objekt: eine Zahl für jedes Zahlenformat.</translation>
    </message>
    <message>
        <source>What a trace tells depends on the designs that it could be: only a design of a space has leakage.</source>
        <translation>Was eine Aufzeichnung verrät, hängt davon ab, welche Entwürfe es sein könnten: Nur ein Entwurf eines Raums hat einen Informationsabfluss.</translation>
    </message>
    <message>
        <source>A trace of times and bytes with %1 % noise tells %2 of at most %3 bits of this design among %4 others drawn from its space: a figure of the set, for defence.</source>
        <translation>Eine Aufzeichnung von Zeiten und Bytes mit %1 % Rauschen verrät %2 von höchstens %3 Bit dieses Entwurfs unter %4 anderen, die aus seinem Raum gezogen wurden: eine Kennzahl dieser Menge, zur Abwehr.</translation>
    </message>
    <message>
        <source>Give 1 to 255 designs, 1 to 1000 runs, and a noise that is not negative.</source>
        <translation>1 bis 255 Entwürfe, 1 bis 1000 Läufe und ein nicht negatives Rauschen angeben.</translation>
    </message>
    <message>
        <source>The model of the inference gives no latency.</source>
        <translation>Das Modell der Inferenz liefert keine Latenz.</translation>
    </message>
    <message>
        <source>At %1 inputs a second (at most %2) the stages take and are busy: %3.</source>
        <translation>Bei %1 Eingaben je Sekunde (höchstens %2) brauchen die Stufen diese Zeit und sind so ausgelastet: %3.</translation>
    </message>
    <message>
        <source>Inference is only %1 % of the time without queues: look at the other stages first.</source>
        <translation>Die Inferenz macht ohne Warteschlangen nur %1 % der Zeit aus: zuerst die anderen Stufen betrachten.</translation>
    </message>
    <message>
        <source>Inference is %1 % of the time without queues.</source>
        <translation>Die Inferenz macht ohne Warteschlangen %1 % der Zeit aus.</translation>
    </message>
    <message>
        <source>Energy, memory and traffic are those of the inference alone.</source>
        <translation>Energie, Speicher und Datenverkehr sind die der Inferenz allein.</translation>
    </message>
    <message>
        <source>A stage takes a positive time, and has 1 to 10000 servers and a batch of 1 to 65536.</source>
        <translation>Eine Stufe braucht eine positive Zeit und hat 1 bis 10000 Server und einen Batch von 1 bis 65536.</translation>
    </message>
    <message>
        <source>Write {&quot;name&quot;: &quot;decode&quot;, &quot;s&quot;: 0.004, &quot;servers&quot;: 2}; the network&apos;s own stage is {&quot;name&quot;: &quot;inference&quot;} without &quot;s&quot;.</source>
        <translation>{&quot;name&quot;: &quot;decode&quot;, &quot;s&quot;: 0.004, &quot;servers&quot;: 2} schreiben; die Stufe des Netzes selbst ist {&quot;name&quot;: &quot;inference&quot;} ohne &quot;s&quot;.</translation>
    </message>
    <message>
        <source>The profile &quot;%1&quot; does not say how fast %2 threads are.</source>
        <translation>Das Profil „%1“ sagt nicht, wie schnell %2 Threads sind.</translation>
    </message>
    <message>
        <source>Add &quot;threads_speedup&quot; to its compute unit.</source>
        <translation>Seiner Recheneinheit &quot;threads_speedup&quot; hinzufügen.</translation>
    </message>
    <message>
        <source>The scratchpad of %1 bytes is too small: %2 needs %3.</source>
        <translation>Der Scratchpad-Speicher von %1 Byte ist zu klein: %2 braucht %3.</translation>
    </message>
    <message>
        <source>The scratchpad of %1 bytes makes %2 bytes be stored and loaded again, %3 ms; weights stream past it, and the peak is that of its tensors.</source>
        <translation>Wegen des Scratchpad-Speichers von %1 Byte werden %2 Byte ausgelagert und wieder geladen, %3 ms; Gewichte strömen an ihm vorbei, und der Spitzenbedarf ist der seiner Tensoren.</translation>
    </message>
    <message>
        <source>No order and no other evictions move less (%1 states visited).</source>
        <translation>Keine Reihenfolge und keine anderen Verdrängungen bewegen weniger (%1 Zustände besucht).</translation>
    </message>
    <message>
        <source>The order is the network&apos;s own, evicting what is needed last: at most %1 bytes above the optimum (%2 states visited).</source>
        <translation>Die Reihenfolge ist die des Netzes selbst; verdrängt wird, was zuletzt gebraucht wird: höchstens %1 Byte über dem Optimum (%2 Zustände besucht).</translation>
    </message>
    <message>
        <source>Each part between narrow points is the optimum for itself: in all at most %1 bytes above the optimum (%2 states visited).</source>
        <translation>Jeder Teil zwischen Engstellen ist für sich das Optimum: insgesamt höchstens %1 Byte über dem Optimum (%2 Zustände besucht).</translation>
    </message>
    <message>
        <source>No addresses were found for these tensors without moving them: the bytes fit, the gaps may not.</source>
        <translation>Für diese Tensoren wurden keine Adressen gefunden, ohne sie zu verschieben: Die Bytes passen, die Lücken vielleicht nicht.</translation>
    </message>
    <message>
        <source>Operators are looked up by their latency; &quot;%1&quot; tells energies.</source>
        <translation>Operatoren werden nach ihrer Latenz nachgeschlagen; „%1“ nennt Energien.</translation>
    </message>
    <message>
        <source>Import a column of latencies; energy follows from the board&apos;s power.</source>
        <translation>Eine Spalte mit Latenzen importieren; die Energie folgt aus der Leistungsaufnahme der Platine.</translation>
    </message>
    <message>
        <source>%1 segments; one operator after the other takes %2 ms, all at once %3 ms.</source>
        <translation>%1 Segmente; ein Operator nach dem anderen braucht %2 ms, alle auf einmal %3 ms.</translation>
    </message>
    <message>
        <source>The largest tensor between operators is %1 times the median one.</source>
        <translation>Der größte Tensor zwischen Operatoren ist %1-mal so groß wie der mittlere (Median).</translation>
    </message>
    <message>
        <source>Edits that were not finished cannot be read.</source>
        <translation>Nicht abgeschlossene Änderungen können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The profile is as it was saved last; the edits are kept in this file.</source>
        <translation>Das Profil ist so, wie es zuletzt gespeichert wurde; die Änderungen bleiben in dieser Datei erhalten.</translation>
    </message>
    <message>
        <source>A preset stays as it is.</source>
        <translation>Eine Vorgabe bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Duplicate it first.</source>
        <translation>Duplizieren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The space that the device was measured with is not at hand: %1.</source>
        <translation>Der Raum, mit dem das Gerät gemessen wurde, ist nicht verfügbar: %1.</translation>
    </message>
    <message>
        <source>Open a study of that space, then check the health again.</source>
        <translation>Öffnen Sie eine Studie dieses Raums und prüfen Sie dann den Zustand erneut.</translation>
    </message>
    <message>
        <source>This model prices whole designs; it tells nothing of single operators.</source>
        <translation>Dieses Modell bestimmt die Kosten ganzer Entwürfe; über einzelne Operatoren sagt es nichts.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>This model gives operators no time.</source>
        <translation>Dieses Modell gibt Operatoren keine Zeit.</translation>
    </message>
    <message>
        <source>A buffer has 0 to %1 bytes.</source>
        <translation>Ein Puffer hat 0 bis %1 Byte.</translation>
    </message>
    <message>
        <source>Correct it, or leave it out.</source>
        <translation>Berichtigen Sie die Angabe oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>Write its members in braces.</source>
        <translation>Schreiben Sie seine Elemente in geschweifte Klammern.</translation>
    </message>
    <message>
        <source>Add one, or leave &quot;units&quot; out.</source>
        <translation>Fügen Sie eine hinzu oder lassen Sie &quot;units&quot; weg.</translation>
    </message>
    <message>
        <source>Correct it, or leave the figure out if it is not known.</source>
        <translation>Berichtigen Sie die Zahl oder lassen Sie sie weg, wenn sie nicht bekannt ist.</translation>
    </message>
    <message>
        <source>The unit of this figure is %1, not %2.</source>
        <translation>Die Einheit dieser Zahl ist %1, nicht %2.</translation>
    </message>
    <message>
        <source>Give the figure in %1.</source>
        <translation>Geben Sie die Zahl in %1 an.</translation>
    </message>
    <message>
        <source>No device has %1 here: %2 to %3 are taken.</source>
        <translation>Kein Gerät hat hier %1: Zulässig sind %2 bis %3.</translation>
    </message>
    <message>
        <source>Check the unit: ms or s, GB/s or B/s, percent or a share of 1?</source>
        <translation>Prüfen Sie die Einheit: ms oder s, GB/s oder B/s, Prozent oder Anteil an 1?</translation>
    </message>
    <message>
        <source>The latency in &quot;%1&quot; is %2 times what the other measurements and the roofline model of %3 let expect.</source>
        <translation>Die Latenz in „%1“ beträgt das %2-Fache dessen, was die anderen Messungen und das Roofline-Modell von %3 erwarten lassen.</translation>
    </message>
    <message>
        <source>Check its unit (ms or s?), or leave the cell empty.</source>
        <translation>Prüfen Sie die Einheit (ms oder s?) oder lassen Sie die Zelle leer.</translation>
    </message>
    <message>
        <source>%1 of %2 parts between narrow points keep the network&apos;s own order, evicting what is needed last, as they are too large for the search; the others are the optimum for themselves: in all at most %3 bytes above the optimum (%4 states visited).</source>
        <translation>%1 von %2 Teilen zwischen Engstellen behalten die Reihenfolge des Netzes selbst, da sie für die Suche zu groß sind; verdrängt wird dort, was zuletzt gebraucht wird. Die übrigen sind für sich das Optimum: insgesamt höchstens %3 Byte über dem Optimum (%4 Zustände besucht).</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>Der Import wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Give the device&apos;s clock, too (on the command line: --clock).</source>
        <translation>Geben Sie auch den Takt des Geräts an (auf der Kommandozeile: --clock).</translation>
    </message>
    <message>
        <source>The block %1 has more than %2 combinations of levels: only the first ones are in the table.</source>
        <translation>Der Block %1 hat mehr als %2 Kombinationen von Stufen: Nur die ersten stehen in der Tabelle.</translation>
    </message>
    <message>
        <source>The number is not finite.</source>
        <translation>Die Zahl ist nicht endlich.</translation>
    </message>
    <message>
        <source>A timing does not take %1 s.</source>
        <translation>Eine Zeitmessung dauert nicht %1 s.</translation>
    </message>
    <message>
        <source>Use 0 to %1 s.</source>
        <translation>Verwenden Sie 0 bis %1 s.</translation>
    </message>
</context>
<context>
    <name>DeviceText</name>
    <message>
        <source>Peak of the %1, %2</source>
        <translation>Spitzenleistung der %1, %2</translation>
    </message>
    <message>
        <source>Efficiency of the %1, convolution</source>
        <translation>Wirkungsgrad der %1, Faltung</translation>
    </message>
    <message>
        <source>Efficiency of the %1, depthwise convolution</source>
        <translation>Wirkungsgrad der %1, kanalweise Faltung</translation>
    </message>
    <message>
        <source>Efficiency of the %1, linear layer</source>
        <translation>Wirkungsgrad der %1, lineare Schicht</translation>
    </message>
    <message>
        <source>Launch of an operator on the %1</source>
        <translation>Start eines Operators auf der %1</translation>
    </message>
    <message>
        <source>Memory bandwidth</source>
        <translation>Speicherbandbreite</translation>
    </message>
    <message>
        <source>Efficiency of the memory</source>
        <translation>Wirkungsgrad des Speichers</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Power, idle</source>
        <translation>Leistung im Leerlauf</translation>
    </message>
    <message>
        <source>Power at full load</source>
        <translation>Leistung unter Volllast</translation>
    </message>
    <message>
        <source>Flash for weights</source>
        <translation>Flash für Gewichte</translation>
    </message>
    <message>
        <source>SRAM for activations</source>
        <translation>SRAM für Aktivierungen</translation>
    </message>
    <message>
        <source>Operating points</source>
        <translation>Betriebspunkte</translation>
    </message>
    <message>
        <source>Operating point %1</source>
        <translation>Betriebspunkt %1</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Published by the vendor or in a paper</source>
        <translation>Vom Hersteller oder in einer Arbeit veröffentlicht</translation>
    </message>
    <message>
        <source>Read from public reference code</source>
        <translation>Aus öffentlichem Referenzcode abgelesen</translation>
    </message>
    <message>
        <source>Entered by you</source>
        <translation>Selbst eingetragen</translation>
    </message>
    <message>
        <source>Derived from other figures</source>
        <translation>Aus anderen Zahlen abgeleitet</translation>
    </message>
    <message>
        <source>Published by a third party</source>
        <translation>Von Dritten veröffentlicht</translation>
    </message>
    <message>
        <source>Reconstructed</source>
        <translation>Rekonstruiert</translation>
    </message>
    <message>
        <source>Engineering estimate</source>
        <translation>Technische Schätzung</translation>
    </message>
    <message>
        <source>Fitted to measurements</source>
        <translation>An Messungen angepasst</translation>
    </message>
    <message>
        <source>Checked %1: drifted %2.</source>
        <translation>Geprüft am %1: Drift von %2.</translation>
    </message>
    <message>
        <source>Checked %1: as it was measured (%2).</source>
        <translation>Geprüft am %1: wie bei der Messung (%2).</translation>
    </message>
    <message>
        <source>Speed of the %1 with threads: %2</source>
        <translation>Tempo der %1 mit Threads: %2</translation>
    </message>
    <message>
        <source>Clock of the %1</source>
        <translation>Takt der %1</translation>
    </message>
    <message>
        <source>Rows of the %1</source>
        <translation>Zeilen der %1</translation>
    </message>
    <message>
        <source>Columns of the %1</source>
        <translation>Spalten der %1</translation>
    </message>
    <message>
        <source>Buffer of the %1</source>
        <translation>Puffer der %1</translation>
    </message>
    <message>
        <source>Area of the %1</source>
        <translation>Fläche der %1</translation>
    </message>
    <message>
        <source>Energy of a multiply-accumulate on the %1</source>
        <translation>Energie einer Multiplikation mit Addition auf der %1</translation>
    </message>
    <message>
        <source>Multiply-accumulates a cycle of the %1</source>
        <translation>Multiplikationen mit Addition je Takt der %1</translation>
    </message>
    <message>
        <source>Matrix-vector product on the %1</source>
        <translation>Matrix-Vektor-Produkt auf der %1</translation>
    </message>
    <message>
        <source>Scratchpad</source>
        <translation>Scratchpad-Speicher</translation>
    </message>
</context>
<context>
    <name>DraftTr</name>
    <message>
        <source>each design is trained, then judged on images it has not seen</source>
        <translation>jeder Entwurf wird trainiert und an ungesehenen Bildern geprüft</translation>
    </message>
    <message>
        <source>computed by the roofline model of the device</source>
        <translation>berechnet mit dem Roofline-Modell des Geräts</translation>
    </message>
    <message>
        <source>counted from the network</source>
        <translation>am Netz gezählt</translation>
    </message>
    <message>
        <source>looked up in %1</source>
        <translation>nachgeschlagen in %1</translation>
    </message>
    <message>
        <source>Nothing is to be optimised. Choose at least one objective.</source>
        <translation>Es soll nichts optimiert werden. Wählen Sie mindestens ein Ziel.</translation>
    </message>
    <message>
        <source>A design cannot be trained without data. Choose the built-in letters or a folder.</source>
        <translation>Ohne Daten kann kein Entwurf trainiert werden. Wählen Sie die eingebauten Buchstaben oder einen Ordner.</translation>
    </message>
    <message>
        <source>This space has no networks for images of %1. Choose other data or another space.</source>
        <translation>Dieser Raum hat keine Netze für Bilder von %1. Wählen Sie andere Daten oder einen anderen Raum.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message numerus="yes">
        <source>designs are trained on %n rungs, then judged on images they have not seen</source>
        <translation>
            <numerusform>Entwürfe werden auf %n Stufe trainiert und dann an ungesehenen Bildern geprüft</numerusform>
            <numerusform>Entwürfe werden auf %n Stufen trainiert und dann an ungesehenen Bildern geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Designs are trained for %1 epochs. Each length is a training of its own, and the best third goes on to the next; the epochs of the longest stand under Objectives.</source>
        <translation>Entwürfe werden %1 Epochen lang trainiert. Jede Länge ist ein eigenes Training, und das beste Drittel kommt in das nächste; die Epochen des längsten stehen unter „Ziele“.</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, dann </translation>
    </message>
    <message>
        <source>&quot;%1&quot; judges designs by a short training first, but nothing is trained. Choose another strategy, or the objective error.</source>
        <translation>„%1“ beurteilt Entwürfe zuerst nach einem kurzen Training, aber es wird nichts trainiert. Wählen Sie eine andere Strategie oder das Ziel „error“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; judges designs by a short training first, but %2 epochs have no shorter part. Train longer under Objectives, or choose another strategy.</source>
        <translation>„%1“ beurteilt Entwürfe zuerst nach einem kurzen Training, aber %2 Epochen haben keinen kürzeren Teil. Trainieren Sie unter „Ziele“ länger oder wählen Sie eine andere Strategie.</translation>
    </message>
    <message>
        <source>There is no earlier study %1. Take it off the list.</source>
        <translation>Es gibt keine frühere Studie %1. Nehmen Sie sie aus der Liste.</translation>
    </message>
</context>
<context>
    <name>Estimate</name>
    <message>
        <source>&quot;%1&quot; is nothing that a cost model gives.</source>
        <translation>„%1“ ist nichts, was ein Kostenmodell liefert.</translation>
    </message>
    <message>
        <source>A batch of %1 is out of range.</source>
        <translation>Ein Batch von %1 liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Give 1 to 65536.</source>
        <translation>1 bis 65536 angeben.</translation>
    </message>
    <message>
        <source>The profile of %1 does not hold the figures for this metric.</source>
        <translation>Das Profil von %1 enthält die Zahlen für diese Metrik nicht.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; is not a finite number here.</source>
        <translation>Die Spalte „%1“ enthält hier keine endliche Zahl.</translation>
    </message>
    <message>
        <source>Leave the cell empty where nothing was measured.</source>
        <translation>Die Zelle leer lassen, wo nichts gemessen wurde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the column &quot;%2&quot; is not a number.</source>
        <translation>„%1“ in der Spalte „%2“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Write numbers with a decimal point and no unit.</source>
        <translation>Zahlen mit Dezimalpunkt und ohne Einheit schreiben.</translation>
    </message>
    <message>
        <source>The transform &quot;%1&quot; of %2 gives no finite number.</source>
        <translation>Die Umformung „%1“ von %2 ergibt keine endliche Zahl.</translation>
    </message>
    <message>
        <source>Use a transform that fits every value of the column.</source>
        <translation>Eine Umformung verwenden, die für jeden Wert der Spalte passt.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; stands on line %2 too, with another value.</source>
        <translation>Der Schlüssel „%1“ steht auch in Zeile %2, mit einem anderen Wert.</translation>
    </message>
    <message>
        <source>Keep one row for each key.</source>
        <translation>Für jeden Schlüssel nur eine Zeile behalten.</translation>
    </message>
    <message>
        <source>The objective is in &quot;%1&quot;, but this estimator gives &quot;%2&quot;.</source>
        <translation>Das Ziel ist in „%1“ angegeben, dieser Schätzer liefert aber „%2“.</translation>
    </message>
    <message>
        <source>Write &quot;unit&quot;: &quot;%1&quot; in the objective.</source>
        <translation>Im Ziel &quot;unit&quot;: &quot;%1&quot; schreiben.</translation>
    </message>
    <message>
        <source>The space %1 has no scale &quot;%2&quot;.</source>
        <translation>Der Raum %1 hat keinen Maßstab „%2“.</translation>
    </message>
    <message>
        <source>Its scales are: %1.</source>
        <translation>Seine Maßstäbe sind: %1.</translation>
    </message>
    <message>
        <source>There is no estimator type &quot;%1&quot;.</source>
        <translation>Es gibt keinen Schätzertyp „%1“.</translation>
    </message>
    <message>
        <source>The types are: %1.</source>
        <translation>Die Typen sind: %1.</translation>
    </message>
    <message>
        <source>The estimator of %1 gave %2 instead of a number.</source>
        <translation>Der Schätzer für %1 lieferte %2 statt einer Zahl.</translation>
    </message>
    <message>
        <source>No estimator gave a value of %1.</source>
        <translation>Kein Schätzer lieferte einen Wert für %1.</translation>
    </message>
    <message>
        <source>Objective &quot;%1&quot;: %2</source>
        <translation>Ziel „%1“: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no static cost.</source>
        <translation>„%1“ ist keine statische Kostengröße.</translation>
    </message>
    <message>
        <source>Write &quot;params&quot;, &quot;macs&quot; or &quot;peak_activation_bytes&quot;.</source>
        <translation>&quot;params&quot;, &quot;macs&quot; oder &quot;peak_activation_bytes&quot; schreiben.</translation>
    </message>
    <message>
        <source>The table %1 does not hold this design.</source>
        <translation>Die Tabelle %1 enthält diesen Entwurf nicht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not measured for this design (table %2, line %3).</source>
        <translation>„%1“ wurde für diesen Entwurf nicht gemessen (Tabelle %2, Zeile %3).</translation>
    </message>
    <message>
        <source>The transform &quot;%1&quot; cannot be used: %2</source>
        <translation>Die Umformung „%1“ kann nicht verwendet werden: %2</translation>
    </message>
    <message>
        <source>Write an expression of x, such as &quot;100 - x&quot;.</source>
        <translation>Einen Ausdruck in x schreiben, etwa &quot;100 - x&quot;.</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>Die Tabelle hat keine Zeilen.</translation>
    </message>
    <message>
        <source>Name a table with one row for each design.</source>
        <translation>Eine Tabelle mit einer Zeile je Entwurf nennen.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; in the column &quot;%2&quot; is not a design of the space %3.</source>
        <translation>Der Schlüssel „%1“ in der Spalte „%2“ ist kein Entwurf aus dem Raum %3.</translation>
    </message>
    <message>
        <source>Name the column that holds the text form of the designs, or join it.</source>
        <translation>Die Spalte mit der Textform der Entwürfe nennen oder sie durch Verknüpfen hinzufügen.</translation>
    </message>
    <message>
        <source>The training gave no finite accuracy: it diverged.</source>
        <translation>Das Training ergab keine endliche Genauigkeit: Es ist divergiert.</translation>
    </message>
    <message>
        <source>Lower the learning rate of the recipe.</source>
        <translation>Die Lernrate des Rezepts senken.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is nothing that a training gives.</source>
        <translation>„%1“ ist nichts, was ein Training liefert.</translation>
    </message>
    <message>
        <source>Write &quot;validation_error&quot; or &quot;validation_accuracy&quot;.</source>
        <translation>&quot;validation_error&quot; oder &quot;validation_accuracy&quot; schreiben.</translation>
    </message>
    <message>
        <source>This objective would look for the worst networks: its direction does not fit &quot;%1&quot;.</source>
        <translation>Dieses Ziel würde die schlechtesten Netze suchen: Seine Richtung passt nicht zu „%1“.</translation>
    </message>
    <message>
        <source>Minimise an error, maximise an accuracy.</source>
        <translation>Einen Fehler minimieren, eine Genauigkeit maximieren.</translation>
    </message>
    <message>
        <source>There are no data &quot;%1&quot; to train on.</source>
        <translation>Es gibt keine Daten „%1“, mit denen trainiert werden könnte.</translation>
    </message>
    <message>
        <source>Add &quot;data&quot;: {&quot;%1&quot;: {&quot;format&quot;: &quot;glyphs&quot;}} to the configuration.</source>
        <translation>Der Konfiguration &quot;data&quot;: {&quot;%1&quot;: {&quot;format&quot;: &quot;glyphs&quot;}} hinzufügen.</translation>
    </message>
    <message>
        <source>The configuration names: %1.</source>
        <translation>Die Konfiguration nennt: %1.</translation>
    </message>
    <message>
        <source>The scale &quot;%1&quot; takes %2 and %3 classes, the data are %4 and %5.</source>
        <translation>Der Maßstab „%1“ erwartet %2 und %3 Klassen, die Daten haben %4 und %5.</translation>
    </message>
    <message>
        <source>Name a scale of the space that fits the data, or other data.</source>
        <translation>Einen Maßstab des Raums nennen, der zu den Daten passt, oder andere Daten.</translation>
    </message>
    <message>
        <source>Training needs worker processes, and there are none here.</source>
        <translation>Training braucht Arbeitsprozesse, und hier gibt es keine.</translation>
    </message>
    <message>
        <source>Use tables, static costs or cost models.</source>
        <translation>Tabellen, statische Kosten oder Kostenmodelle verwenden.</translation>
    </message>
    <message>
        <source>The cost model has no finite figure for this design.</source>
        <translation>Das Kostenmodell hat keinen endlichen Wert für diesen Entwurf.</translation>
    </message>
    <message>
        <source>A bound is a positive number in the unit of the metric.</source>
        <translation>Eine Schranke ist eine positive Zahl in der Einheit der Metrik.</translation>
    </message>
    <message>
        <source>The list names no device.</source>
        <translation>Die Liste nennt kein Gerät.</translation>
    </message>
    <message>
        <source>The device &quot;%1&quot; has no bound to be divided by.</source>
        <translation>Das Gerät „%1“ hat keine Schranke, durch die geteilt werden kann.</translation>
    </message>
    <message>
        <source>Write {&quot;device&quot;: &quot;%1&quot;, &quot;bound&quot;: ...}; costs on different devices compare only so.</source>
        <translation>{&quot;device&quot;: &quot;%1&quot;, &quot;bound&quot;: ...} schreiben; nur so lassen sich Kosten auf verschiedenen Geräten vergleichen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no way to combine devices.</source>
        <translation>„%1“ ist keine Art, Geräte zusammenzufassen.</translation>
    </message>
    <message>
        <source>Write &quot;worst&quot; or &quot;mean&quot;.</source>
        <translation>&quot;worst&quot; oder &quot;mean&quot; schreiben.</translation>
    </message>
    <message>
        <source>Choose another metric, model or device, or add the figures (such as power) to the profile.</source>
        <translation>Eine andere Metrik, ein anderes Modell oder Gerät wählen oder die Zahlen (etwa die Leistung) im Profil ergänzen.</translation>
    </message>
    <message>
        <source>The space has no scale &quot;%1&quot;.</source>
        <translation>Der Raum hat keinen Maßstab „%1“.</translation>
    </message>
    <message>
        <source>Use &quot;deploy&quot;, which every space has.</source>
        <translation>&quot;deploy&quot; verwenden; den hat jeder Raum.</translation>
    </message>
    <message>
        <source>Pricing the edits was cancelled.</source>
        <translation>Die Kostenberechnung der Änderungen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The values were imported (%1); nothing here can measure another design, so there is no search to continue.</source>
        <translation>Die Werte wurden importiert (%1); nichts hier kann einen weiteren Entwurf messen, daher gibt es keine Suche, die sich fortsetzen ließe.</translation>
    </message>
    <message>
        <source>Start a new study whose objectives have estimators, such as a table or a device.</source>
        <translation>Eine neue Studie beginnen, deren Ziele Schätzer haben, etwa eine Tabelle oder ein Gerät.</translation>
    </message>
    <message>
        <source>The search for the extremes was cancelled.</source>
        <translation>Die Suche nach den Extremwerten wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Pricing the sample was cancelled.</source>
        <translation>Die Kostenberechnung der Stichprobe wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; is listed twice.</source>
        <translation>Die Spalte „%1“ ist zweimal aufgeführt.</translation>
    </message>
    <message>
        <source>Name each column once.</source>
        <translation>Jede Spalte nur einmal nennen.</translation>
    </message>
    <message>
        <source>&quot;columns&quot; takes the place of &quot;column&quot; and lists 2 to %1 columns.</source>
        <translation>&quot;columns&quot; steht anstelle von &quot;column&quot; und führt 2 bis %1 Spalten auf.</translation>
    </message>
    <message>
        <source>Write &quot;column&quot; for a single one.</source>
        <translation>Für eine einzelne &quot;column&quot; schreiben.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; of the layer recipe is no part of a recipe.</source>
        <translation>Die Wahlmöglichkeit „%1“ der Rezeptebene gehört zu keinem Rezept.</translation>
    </message>
    <message>
        <source>Name it after one of: %1.</source>
        <translation>Einen dieser Namen verwenden: %1.</translation>
    </message>
    <message>
        <source>The level &quot;%1&quot; of the recipe choice &quot;%2&quot; is no number.</source>
        <translation>Die Stufe „%1“ der Wahlmöglichkeit „%2“ des Rezepts ist keine Zahl.</translation>
    </message>
    <message>
        <source>Give it numbers as levels.</source>
        <translation>Zahlen als Stufen angeben.</translation>
    </message>
    <message>
        <source>Write &quot;latency&quot;, &quot;energy&quot;, &quot;peak_memory&quot;, &quot;traffic&quot;, &quot;utilisation&quot;, &quot;area&quot;, &quot;flash&quot;, &quot;throughput&quot; or &quot;leakage&quot;.</source>
        <translation>&quot;latency&quot;, &quot;energy&quot;, &quot;peak_memory&quot;, &quot;traffic&quot;, &quot;utilisation&quot;, &quot;area&quot;, &quot;flash&quot;, &quot;throughput&quot; oder &quot;leakage&quot; schreiben.</translation>
    </message>
    <message>
        <source>&quot;epochs&quot; says for how long the networks of the table were trained.</source>
        <translation>&quot;epochs&quot; gibt an, wie lange die Netze der Tabelle trainiert wurden.</translation>
    </message>
    <message>
        <source>Write a number of epochs, such as 12; leave it out for what needs no training.</source>
        <translation>Schreiben Sie eine Anzahl von Epochen, etwa 12; lassen Sie die Angabe bei allem weg, was kein Training braucht.</translation>
    </message>
</context>
<context>
    <name>ExampleStudy</name>
    <message>
        <source>The example study is missing in this build.</source>
        <translation>Die Beispielstudie fehlt in diesem Programm.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>The weights do not fit the network: %1.</source>
        <translation>Die Gewichte passen nicht zum Netz: %1.</translation>
    </message>
    <message>
        <source>Use the weights that were made for this design and scale.</source>
        <translation>Die Gewichte verwenden, die für diesen Entwurf und diese Skalierung erzeugt wurden.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The operator %1 has no PyTorch form.</source>
        <translation>Für den Operator %1 gibt es keine PyTorch-Form.</translation>
    </message>
    <message>
        <source>Replace it by operators that this program knows.</source>
        <translation>Ihn durch Operatoren ersetzen, die dieses Programm kennt.</translation>
    </message>
</context>
<context>
    <name>Expression</name>
    <message>
        <source>The expression is too long.</source>
        <translation>Der Ausdruck ist zu lang.</translation>
    </message>
    <message>
        <source>An operator is expected here.</source>
        <translation>Hier wird ein Operator erwartet.</translation>
    </message>
    <message>
        <source>Remove the rest or join it with an operator.</source>
        <translation>Den Rest entfernen oder mit einem Operator anschließen.</translation>
    </message>
    <message>
        <source>The expression is too deep.</source>
        <translation>Der Ausdruck ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>Use fewer parentheses.</source>
        <translation>Weniger Klammern verwenden.</translation>
    </message>
    <message>
        <source>A list is expected after &quot;in&quot;.</source>
        <translation>Nach „in“ wird eine Liste erwartet.</translation>
    </message>
    <message>
        <source>Write it as in [1, 2, 3].</source>
        <translation>Sie wie in [1, 2, 3] schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is expected here.</source>
        <translation>Hier wird „%1“ erwartet.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>Es hinzufügen.</translation>
    </message>
    <message>
        <source>The expression ends too early.</source>
        <translation>Der Ausdruck endet zu früh.</translation>
    </message>
    <message>
        <source>Add a number, a name or a parenthesis.</source>
        <translation>Eine Zahl, einen Namen oder eine Klammer hinzufügen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not expected here.</source>
        <translation>„%1“ wird hier nicht erwartet.</translation>
    </message>
    <message>
        <source>Write a number, a name or a parenthesis.</source>
        <translation>Eine Zahl, einen Namen oder eine Klammer schreiben.</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>Dies ist keine Zahl.</translation>
    </message>
    <message>
        <source>Write it as 1.5, 2e6 or 500k.</source>
        <translation>Sie wie 1.5, 2e6 oder 500k schreiben.</translation>
    </message>
    <message>
        <source>Letters follow a number.</source>
        <translation>Auf eine Zahl folgen Buchstaben.</translation>
    </message>
    <message>
        <source>Known suffixes are k, M and G.</source>
        <translation>Bekannte Endungen sind k, M und G.</translation>
    </message>
    <message>
        <source>This text is not closed.</source>
        <translation>Dieser Text ist nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>Close it with the quote it began with.</source>
        <translation>Ihn mit dem Anführungszeichen abschließen, mit dem er begann.</translation>
    </message>
    <message>
        <source>An empty text matches nothing.</source>
        <translation>Ein leerer Text passt auf nichts.</translation>
    </message>
    <message>
        <source>Write the text to compare with.</source>
        <translation>Den Text schreiben, mit dem verglichen werden soll.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here.</source>
        <translation>„%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Use one of the names of this place.</source>
        <translation>Einen der Namen verwenden, die hier gelten.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>War „%1“ gemeint?</translation>
    </message>
    <message>
        <source>There is no function &quot;%1&quot;.</source>
        <translation>Es gibt keine Funktion „%1“.</translation>
    </message>
    <message>
        <source>The functions are: %1.</source>
        <translation>Die Funktionen sind: %1.</translation>
    </message>
    <message>
        <source>%1 does not take %2 arguments.</source>
        <translation>%1 nimmt keine %2 Argumente an.</translation>
    </message>
    <message>
        <source>Give it %1.</source>
        <translation>Erwartet wird: %1.</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Check the path and its permissions.</source>
        <translation>Den Pfad und seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>Check that the path exists.</source>
        <translation>Prüfen, ob es den Pfad gibt.</translation>
    </message>
    <message>
        <source>Choose a place that you may read and write.</source>
        <translation>Einen Ort wählen, an dem gelesen und geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation>Etwas Platz schaffen oder ein anderes Laufwerk wählen.</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>Die Datei kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Dies ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>Name a file in it.</source>
        <translation>Eine Datei darin nennen.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation>Die Datei ist größer als %1 Byte.</translation>
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation>Prüfen, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>FrontPlot</name>
    <message>
        <source>bound %1</source>
        <translation>Schranke %1</translation>
    </message>
    <message>
        <source>focus</source>
        <translation>Fokus</translation>
    </message>
</context>
<context>
    <name>GraphHeat</name>
    <message>
        <source>%1: from 0 to %2</source>
        <translation>%1: von 0 bis %2</translation>
    </message>
    <message>
        <source>whole network %1</source>
        <translation>ganzes Netz %1</translation>
    </message>
</context>
<context>
    <name>GraphItems</name>
    <message>
        <source>params</source>
        <translation>Parameter</translation>
    </message>
    <message numerus="yes">
        <source>%n equal block(s)</source>
        <translation>
            <numerusform>%n gleicher Block</numerusform>
            <numerusform>%n gleiche Blöcke</numerusform>
        </translation>
    </message>
    <message>
        <source>Click, or Enter on one of its operators: draw it once</source>
        <translation>Klick oder Eingabetaste auf einem seiner Operatoren: nur einmal zeichnen</translation>
    </message>
    <message>
        <source>Click, or Enter on one of its operators: draw all</source>
        <translation>Klick oder Eingabetaste auf einem seiner Operatoren: alle zeichnen</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>&quot;%1&quot; in the column &quot;%2&quot; is not a finite number.</source>
        <translation>„%1“ in der Spalte „%2“ ist keine endliche Zahl.</translation>
    </message>
    <message>
        <source>Leave the cell empty where nothing was measured.</source>
        <translation>Die Zelle leer lassen, wo nichts gemessen wurde.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; gives no finite number here.</source>
        <translation>„%1“ ergibt hier keine endliche Zahl.</translation>
    </message>
    <message>
        <source>Use an expression that fits every row.</source>
        <translation>Einen Ausdruck verwenden, der für jede Zeile passt.</translation>
    </message>
    <message>
        <source>The import was stopped; nothing was written.</source>
        <translation>Der Import wurde angehalten; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>This is not a design of the space %1: %2</source>
        <translation>Dies ist kein Entwurf des Raums %1: %2</translation>
    </message>
    <message>
        <source>Name the space that the designs belong to, or the right column.</source>
        <translation>Den Raum nennen, zu dem die Entwürfe gehören, oder die richtige Spalte.</translation>
    </message>
    <message>
        <source>Name the space that they belong to.</source>
        <translation>Den Raum nennen, zu dem sie gehören.</translation>
    </message>
    <message>
        <source>The table has more than 2,000,000 rows.</source>
        <translation>Die Tabelle hat mehr als 2.000.000 Zeilen.</translation>
    </message>
    <message>
        <source>%1 rows were read from %2.</source>
        <translation>%1 Zeilen wurden aus %2 gelesen.</translation>
    </message>
    <message>
        <source>%1 other columns of numbers are kept beside the objectives.</source>
        <translation>%1 weitere Zahlenspalten werden neben den Zielen behalten.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; was taken as an objective, by its name.</source>
        <translation>Die Spalte „%1“ wurde ihrem Namen nach als Ziel genommen.</translation>
    </message>
    <message>
        <source>No column of numbers looks like an objective.</source>
        <translation>Keine Zahlenspalte sieht wie ein Ziel aus.</translation>
    </message>
    <message>
        <source>Name one: its column, min or max, and its unit.</source>
        <translation>Eines nennen: seine Spalte, min oder max und seine Einheit.</translation>
    </message>
    <message>
        <source>The unit of &quot;%1&quot; is not known.</source>
        <translation>Die Einheit von „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The unit of &quot;%1&quot; was guessed from its name: %2.</source>
        <translation>Die Einheit von „%1“ wurde aus dem Namen erraten: %2.</translation>
    </message>
    <message>
        <source>Less of &quot;%1&quot; was taken as better.</source>
        <translation>Bei „%1“ wurde weniger als besser angenommen.</translation>
    </message>
    <message>
        <source>More of &quot;%1&quot; was taken as better.</source>
        <translation>Bei „%1“ wurde mehr als besser angenommen.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; was taken as the design, by its name.</source>
        <translation>Die Spalte „%1“ wurde ihrem Namen nach als Entwurf genommen.</translation>
    </message>
    <message>
        <source>No column looks like a design or a choice.</source>
        <translation>Keine Spalte sieht wie ein Entwurf oder eine Wahlmöglichkeit aus.</translation>
    </message>
    <message>
        <source>Name the column of the designs, or those of the choices.</source>
        <translation>Die Spalte der Entwürfe oder die der Wahlmöglichkeiten nennen.</translation>
    </message>
    <message>
        <source>These columns were taken as choices: %1.</source>
        <translation>Diese Spalten wurden als Wahlmöglichkeiten genommen: %1.</translation>
    </message>
    <message>
        <source>The designs are of the built-in space %1.</source>
        <translation>Die Entwürfe gehören zum eingebauten Raum %1.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is there twice.</source>
        <translation>Den Schlüssel „%1“ gibt es zweimal.</translation>
    </message>
    <message>
        <source>Keep one row for each key.</source>
        <translation>Für jeden Schlüssel nur eine Zeile behalten.</translation>
    </message>
    <message>
        <source>The table has more than 5,000 columns.</source>
        <translation>Die Tabelle hat mehr als 5000 Spalten.</translation>
    </message>
    <message>
        <source>Leave out those that are not needed.</source>
        <translation>Die weglassen, die nicht gebraucht werden.</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>Die Tabelle hat keine Zeilen.</translation>
    </message>
    <message>
        <source>Choose a table with one row for each design.</source>
        <translation>Eine Tabelle mit einer Zeile je Entwurf wählen.</translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; is %2.</source>
        <translation>Das Ziel „%1“ ist %2.</translation>
    </message>
    <message>
        <source>Repair the row, or export the study with Optuna into a new storage.</source>
        <translation>Die Zeile reparieren oder die Studie mit Optuna in einen neuen Storage exportieren.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a state of a trial.</source>
        <translation>„%1“ ist kein Zustand eines Trials.</translation>
    </message>
    <message>
        <source>There are more than 2,000,000 trials.</source>
        <translation>Es gibt mehr als 2.000.000 Trials.</translation>
    </message>
    <message>
        <source>There are too many parameters.</source>
        <translation>Es gibt zu viele Parameter.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no choice number %2.</source>
        <translation>„%1“ hat keine Wahlmöglichkeit mit der Nummer %2.</translation>
    </message>
    <message>
        <source>The value of &quot;%1&quot; is not a finite number.</source>
        <translation>Der Wert von „%1“ ist keine endliche Zahl.</translation>
    </message>
    <message>
        <source>The distribution of &quot;%1&quot; cannot be understood: %2</source>
        <translation>Die Verteilung von „%1“ ist nicht zu verstehen: %2</translation>
    </message>
    <message>
        <source>The study has no objective number %1.</source>
        <translation>Die Studie hat kein Ziel mit der Nummer %1.</translation>
    </message>
    <message>
        <source>The database has no column %1 in a table %2: it is not a storage of Optuna 2.4 or later.</source>
        <translation>Die Datenbank hat keine Spalte %1 in einer Tabelle %2: Sie ist kein Storage von Optuna 2.4 oder später.</translation>
    </message>
    <message>
        <source>Bring an old storage up to date with &quot;optuna storage upgrade&quot;.</source>
        <translation>Einen alten Storage mit „optuna storage upgrade“ auf den neuesten Stand bringen.</translation>
    </message>
    <message>
        <source>The objectives are not numbered from 0.</source>
        <translation>Die Ziele sind nicht ab 0 nummeriert.</translation>
    </message>
    <message>
        <source>The storage holds no study.</source>
        <translation>Der Storage enthält keine Studie.</translation>
    </message>
    <message>
        <source>The storage holds %1 studies.</source>
        <translation>Der Storage enthält %1 Studien.</translation>
    </message>
    <message>
        <source>The storage holds no study &quot;%1&quot;.</source>
        <translation>Der Storage enthält keine Studie „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Eine davon wählen: %1.</translation>
    </message>
    <message>
        <source>Optuna keeps no units: that of &quot;%1&quot; is not known.</source>
        <translation>Optuna speichert keine Einheiten: Die von „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Attribute of the study: %1 = %2</source>
        <translation>Attribut der Studie: %1 = %2</translation>
    </message>
    <message>
        <source>The study &quot;%1&quot; has no objective.</source>
        <translation>Die Studie „%1“ hat kein Ziel.</translation>
    </message>
    <message>
        <source>%1 trials of the Optuna study &quot;%2&quot; were read from %3. Times are taken as UTC: Optuna stores no zone.</source>
        <translation>%1 Trials der Optuna-Studie „%2“ wurden aus %3 gelesen. Zeiten gelten als UTC: Optuna speichert keine Zeitzone.</translation>
    </message>
    <message>
        <source>The parameter &quot;%1&quot; is called %2 here.</source>
        <translation>Der Parameter „%1“ heißt hier %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 different texts; a choice holds 1 to %3.</source>
        <translation>„%1“ hat %2 verschiedene Texte; eine Wahlmöglichkeit fasst 1 bis %3.</translation>
    </message>
    <message>
        <source>Leave it out, or name the space that the designs belong to.</source>
        <translation>Weglassen oder den Raum nennen, zu dem die Entwürfe gehören.</translation>
    </message>
    <message>
        <source>The level &quot;%1&quot; of &quot;%2&quot; is written %3 here.</source>
        <translation>Die Stufe „%1“ von „%2“ wird hier %3 geschrieben.</translation>
    </message>
    <message>
        <source>%1 more levels of &quot;%2&quot; are written differently here.</source>
        <translation>%1 weitere Stufen von „%2“ werden hier anders geschrieben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 different values: they are shown on a grid of %3 levels, with the exact value in each candidate&apos;s notes.</source>
        <translation>„%1“ hat %2 verschiedene Werte: Sie werden auf einem Raster aus %3 Stufen gezeigt, der genaue Wert steht in den Notizen jedes Kandidaten.</translation>
    </message>
    <message>
        <source>There are %1 parameters; a space has 1 to %2.</source>
        <translation>Es gibt %1 Parameter; ein Raum hat 1 bis %2.</translation>
    </message>
    <message>
        <source>Name the columns that describe a design.</source>
        <translation>Die Spalten nennen, die einen Entwurf beschreiben.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Eine solche Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Den Namen prüfen.</translation>
    </message>
    <message>
        <source>This is a folder, or larger than 1 GiB.</source>
        <translation>Dies ist ein Ordner oder größer als 1 GiB.</translation>
    </message>
    <message>
        <source>Choose a database file.</source>
        <translation>Eine Datenbankdatei wählen.</translation>
    </message>
    <message>
        <source>The file is not an SQLite database.</source>
        <translation>Die Datei ist keine SQLite-Datenbank.</translation>
    </message>
    <message>
        <source>Choose the file of an Optuna storage &quot;sqlite:///FILE&quot;.</source>
        <translation>Die Datei eines Optuna-Storages „sqlite:///DATEI“ wählen.</translation>
    </message>
    <message>
        <source>Another program holds the database locked.</source>
        <translation>Ein anderes Programm hält die Datenbank gesperrt.</translation>
    </message>
    <message>
        <source>Try again in a moment, or import a copy of the file.</source>
        <translation>Gleich noch einmal versuchen oder eine Kopie der Datei importieren.</translation>
    </message>
    <message>
        <source>The database cannot be opened.</source>
        <translation>Die Datenbank kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Check that you may read it and its folder.</source>
        <translation>Prüfen, ob sie und ihr Ordner gelesen werden dürfen.</translation>
    </message>
    <message>
        <source>There is not enough memory for the import.</source>
        <translation>Für den Import ist nicht genug Speicher da.</translation>
    </message>
    <message>
        <source>End other programs, then try again.</source>
        <translation>Andere Programme beenden, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>Die Datenbank ist beschädigt.</translation>
    </message>
    <message>
        <source>&quot;sqlite3 FILE .recover&quot; may save its rows.</source>
        <translation>„sqlite3 DATEI .recover“ kann ihre Zeilen vielleicht retten.</translation>
    </message>
    <message>
        <source>The study is of another space (%1) than %2.</source>
        <translation>Die Studie gehört zu einem anderen Raum (%1) als %2.</translation>
    </message>
    <message>
        <source>The study has no objective &quot;%1&quot; in %2 with the direction that %3 has.</source>
        <translation>Die Studie hat kein Ziel „%1“ in %2 mit der Richtung, die %3 hat.</translation>
    </message>
    <message>
        <source>Merge studies with the same objectives.</source>
        <translation>Nur Studien mit denselben Zielen zusammenführen.</translation>
    </message>
    <message>
        <source>%1 candidates of %2 became %3; %4 have replicates, %5 conflicts were found.</source>
        <translation>Aus %1 Kandidaten von %2 wurden %3; %4 haben Wiederholungen, %5 Konflikte wurden gefunden.</translation>
    </message>
    <message>
        <source>Conflict in candidate %1, %2: %3 is kept, %4 stands beside it.</source>
        <translation>Konflikt bei Kandidat %1, %2: %3 wird behalten, %4 steht daneben.</translation>
    </message>
    <message>
        <source>Two studies or more are merged.</source>
        <translation>Zusammengeführt werden zwei oder mehr Studien.</translation>
    </message>
    <message>
        <source>Name another one.</source>
        <translation>Eine weitere nennen.</translation>
    </message>
    <message>
        <source>No column is an objective.</source>
        <translation>Keine Spalte ist ein Ziel.</translation>
    </message>
    <message>
        <source>Choose at least one column that says how good a design is.</source>
        <translation>Mindestens eine Spalte wählen, die sagt, wie gut ein Entwurf ist.</translation>
    </message>
    <message>
        <source>The designs have more than 1,000 choices, or more than 100 million values in all.</source>
        <translation>Die Entwürfe haben mehr als 1000 Wahlmöglichkeiten oder insgesamt mehr als 100 Millionen Werte.</translation>
    </message>
    <message>
        <source>No row has a design: the column &quot;%1&quot; is empty.</source>
        <translation>Keine Zeile hat einen Entwurf: Die Spalte „%1“ ist leer.</translation>
    </message>
    <message>
        <source>These columns of numbers were taken as results, by their names, and not as choices: %1.</source>
        <translation>Diese Zahlenspalten wurden ihren Namen nach als Ergebnisse genommen und nicht als Wahlmöglichkeiten: %1.</translation>
    </message>
    <message>
        <source>Merge studies whose spaces have the same choices, constraints and network. These differ in: %1.</source>
        <translation>Führen Sie Studien zusammen, deren Räume dieselben Wahlmöglichkeiten, dieselben Nebenbedingungen und dasselbe Netz haben. Diese unterscheiden sich in: %1.</translation>
    </message>
    <message>
        <source>The designs of %1 were written in a space with the levels of all parts.</source>
        <translation>Die Entwürfe von %1 wurden in einem Raum mit den Stufen aller Teile geschrieben.</translation>
    </message>
    <message>
        <source>No row has a design: the columns of its choices are empty.</source>
        <translation>Keine Zeile enthält einen Entwurf: Die Spalten seiner Wahlmöglichkeiten sind leer.</translation>
    </message>
    <message>
        <source>The space %1 that the studies share has no %2.</source>
        <translation>Im Raum %1, den die Studien gemeinsam haben, fehlt: %2.</translation>
    </message>
    <message>
        <source>Write the levels of both studies in the same way.</source>
        <translation>Schreiben Sie die Werte beider Studien auf dieselbe Weise.</translation>
    </message>
</context>
<context>
    <name>Json</name>
    <message>
        <source>This is not valid JSON.</source>
        <translation>Dies ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>Mend the text at this place.</source>
        <translation>Den Text an dieser Stelle berichtigen.</translation>
    </message>
    <message>
        <source>The document is nested deeper than %1 levels.</source>
        <translation>Das Dokument ist tiefer als %1 Ebenen verschachtelt.</translation>
    </message>
    <message>
        <source>Flatten it.</source>
        <translation>Es flacher machen.</translation>
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>The member &quot;%1&quot; is missing.</source>
        <translation>Das Element „%1“ fehlt.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>Es hinzufügen.</translation>
    </message>
    <message>
        <source>A string is expected here.</source>
        <translation>Hier wird eine Zeichenkette erwartet.</translation>
    </message>
    <message>
        <source>A number is expected here.</source>
        <translation>Hier wird eine Zahl erwartet.</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>Diese Zahl ist zu groß.</translation>
    </message>
    <message>
        <source>A whole number is expected here.</source>
        <translation>Hier wird eine ganze Zahl erwartet.</translation>
    </message>
    <message>
        <source>true or false is expected here.</source>
        <translation>Hier wird true oder false erwartet.</translation>
    </message>
    <message>
        <source>A list is expected here.</source>
        <translation>Hier wird eine Liste erwartet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here.</source>
        <translation>„%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>Write its members in braces.</source>
        <translation>Schreiben Sie seine Elemente in geschweifte Klammern.</translation>
    </message>
    <message>
        <source>Write it in quotes.</source>
        <translation>Schreiben Sie die Angabe in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Write it without quotes, with a decimal point and no unit.</source>
        <translation>Schreiben Sie die Zahl ohne Anführungszeichen, mit Dezimalpunkt und ohne Einheit.</translation>
    </message>
    <message>
        <source>Write it in square brackets.</source>
        <translation>Schreiben Sie die Angabe in eckige Klammern.</translation>
    </message>
</context>
<context>
    <name>Learn</name>
    <message>
        <source>The library of boosted trees failed.</source>
        <translation>Die Bibliothek für Boosting-Bäume ist gescheitert.</translation>
    </message>
    <message>
        <source>Use another predictor.</source>
        <translation>Ein anderes Vorhersagemodell verwenden.</translation>
    </message>
    <message>
        <source>A predictor learns from one target a design; here are %1 designs and %2 targets.</source>
        <translation>Ein Vorhersagemodell lernt aus einem Zielwert je Entwurf; hier sind %1 Entwürfe und %2 Zielwerte.</translation>
    </message>
    <message>
        <source>Give at least one evaluated design.</source>
        <translation>Mindestens einen bewerteten Entwurf angeben.</translation>
    </message>
    <message>
        <source>A predictor cannot learn from values that are not finite numbers.</source>
        <translation>Ein Vorhersagemodell kann nicht aus Werten lernen, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
        <source>Leave out designs with missing values.</source>
        <translation>Entwürfe mit fehlenden Werten weglassen.</translation>
    </message>
    <message>
        <source>The predictor has not learned anything yet.</source>
        <translation>Das Vorhersagemodell hat noch nichts gelernt.</translation>
    </message>
    <message>
        <source>Fit it to evaluated designs first.</source>
        <translation>Es zuerst an bewertete Entwürfe anpassen.</translation>
    </message>
    <message>
        <source>A design has %1 features, the predictor learned from %2.</source>
        <translation>Ein Entwurf hat %1 Merkmale, das Vorhersagemodell lernte aus %2.</translation>
    </message>
    <message>
        <source>Encode all designs in the same way.</source>
        <translation>Alle Entwürfe auf dieselbe Weise kodieren.</translation>
    </message>
    <message>
        <source>The learning was cancelled.</source>
        <translation>Das Lernen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Learning was cancelled.</source>
        <translation>Das Lernen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The worker left out designs.</source>
        <translation>Der Arbeitsprozess hat Entwürfe ausgelassen.</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>Batch, node or seconds of this task are out of range.</source>
        <translation>Batch, Knoten oder Sekunden dieser Aufgabe liegen außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>A measured latency is not a positive number.</source>
        <translation>Eine gemessene Latenz ist keine positive Zahl.</translation>
    </message>
    <message>
        <source>An operator with inputs of different shapes is not timed alone.</source>
        <translation>Ein Operator mit Eingängen verschiedener Form wird nicht einzeln gemessen.</translation>
    </message>
    <message>
        <source>The measurement was cancelled.</source>
        <translation>Die Messung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>A fit needs at least %1 designs.</source>
        <translation>Eine Anpassung braucht mindestens %1 Entwürfe.</translation>
    </message>
    <message>
        <source>Ask for more designs, or choose a larger space.</source>
        <translation>Mehr Entwürfe verlangen oder einen größeren Raum wählen.</translation>
    </message>
    <message>
        <source>A measurement cannot be written.</source>
        <translation>Eine Messung kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>This folder holds measurements of another plan.</source>
        <translation>Dieser Ordner enthält Messungen eines anderen Plans.</translation>
    </message>
    <message>
        <source>What was measured is kept: start it again to go on.</source>
        <translation>Was gemessen wurde, bleibt erhalten: zum Weitermachen erneut starten.</translation>
    </message>
    <message>
        <source>No argument names the model.</source>
        <translation>Kein Argument nennt das Modell.</translation>
    </message>
    <message>
        <source>Write {onnx} where the path of the model&apos;s file belongs.</source>
        <translation>{onnx} dorthin schreiben, wo der Pfad der Modelldatei stehen soll.</translation>
    </message>
    <message>
        <source>It is not said how the figure is found in the output.</source>
        <translation>Es ist nicht angegeben, wie der Messwert in der Ausgabe zu finden ist.</translation>
    </message>
    <message>
        <source>Give either &quot;pattern&quot; (a regular expression with one group) or &quot;json&quot; (a JSON pointer).</source>
        <translation>Entweder „pattern“ (einen regulären Ausdruck mit einer Gruppe) oder „json“ (einen JSON-Pointer) angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no unit of a latency.</source>
        <translation>„%1“ ist keine Einheit einer Latenz.</translation>
    </message>
    <message>
        <source>Use ms, s or us.</source>
        <translation>ms, s oder us verwenden.</translation>
    </message>
    <message>
        <source>A timeout is a number of seconds above 0, a day at most.</source>
        <translation>Eine Zeitgrenze ist eine Zahl von Sekunden über 0, höchstens ein Tag.</translation>
    </message>
    <message>
        <source>The pattern is no regular expression with one group.</source>
        <translation>Das Muster ist kein regulärer Ausdruck mit einer Gruppe.</translation>
    </message>
    <message>
        <source>Put the figure into parentheses: median: ([0-9.]+) ms.</source>
        <translation>Den Messwert in Klammern setzen: median: ([0-9.]+) ms.</translation>
    </message>
    <message>
        <source>The measuring program printed no latency: &quot;%1&quot;.</source>
        <translation>Das Messprogramm hat keine Latenz ausgegeben: „%1“.</translation>
    </message>
    <message>
        <source>Check its output and the pattern or JSON pointer.</source>
        <translation>Seine Ausgabe und das Muster oder den JSON-Pointer prüfen.</translation>
    </message>
    <message>
        <source>The measuring program did not end within %1 s.</source>
        <translation>Das Messprogramm endete nicht innerhalb von %1 s.</translation>
    </message>
    <message>
        <source>Raise &quot;timeout_s&quot;, or see why it hangs.</source>
        <translation>„timeout_s“ erhöhen oder nachsehen, warum es hängt.</translation>
    </message>
    <message>
        <source>The measuring program failed with status %1: &quot;%2&quot;.</source>
        <translation>Das Messprogramm scheiterte mit Status %1: „%2“.</translation>
    </message>
    <message>
        <source>Run the same command by hand; a dry run prints it.</source>
        <translation>Denselben Befehl von Hand ausführen; ein Probelauf gibt ihn aus.</translation>
    </message>
    <message>
        <source>The network has no such operator.</source>
        <translation>Das Netz hat keinen solchen Operator.</translation>
    </message>
    <message>
        <source>The device was measured with another space, or another state of it: %1.</source>
        <translation>Das Gerät wurde mit einem anderen Raum oder einem anderen Stand davon gemessen: %1.</translation>
    </message>
    <message>
        <source>Name the space&apos;s file as it was then, or measure the device anew.</source>
        <translation>Nennen Sie die Datei des Raums in ihrem damaligen Stand oder messen Sie das Gerät neu.</translation>
    </message>
    <message>
        <source>The health check was cancelled.</source>
        <translation>Die Zustandsprüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This is no timing that was written by a measurement.</source>
        <translation>Dies ist keine Zeitmessung, die von einer Messung geschrieben wurde.</translation>
    </message>
    <message>
        <source>Remove the line, or measure into another folder.</source>
        <translation>Entfernen Sie die Zeile oder messen Sie in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Leave it out for two minutes.</source>
        <translation>Lassen Sie die Angabe weg, um zwei Minuten zu erhalten.</translation>
    </message>
    <message>
        <source>There is no folder to remember measuring programs in.</source>
        <translation>Es gibt keinen Ordner, in dem messende Programme vermerkt werden können.</translation>
    </message>
    <message>
        <source>Set HOME or XDG_CONFIG_HOME.</source>
        <translation>Setzen Sie HOME oder XDG_CONFIG_HOME.</translation>
    </message>
    <message>
        <source>%1 designs cannot be measured at once.</source>
        <translation>%1 Entwürfe können nicht auf einmal gemessen werden.</translation>
    </message>
    <message>
        <source>Ask for at most %1, those that judge the fit included.</source>
        <translation>Verlangen Sie höchstens %1, einschließlich derer, an denen die Anpassung beurteilt wird.</translation>
    </message>
    <message>
        <source>Choose another folder, or give the same space, designs, seed and way of timing.</source>
        <translation>Wählen Sie einen anderen Ordner, oder geben Sie denselben Raum, dieselben Entwürfe, denselben Startwert und dieselbe Art der Zeitmessung an.</translation>
    </message>
    <message>
        <source>The folder of the measurements cannot be written.</source>
        <translation>In den Ordner der Messungen kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The model of a design cannot be written.</source>
        <translation>Das Modell eines Entwurfs kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The model would be written to a file that exists.</source>
        <translation>Das Modell würde in eine Datei geschrieben, die es schon gibt.</translation>
    </message>
    <message>
        <source>Remove the file, or choose another folder for the measurements.</source>
        <translation>Entfernen Sie die Datei, oder wählen Sie einen anderen Ordner für die Messungen.</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>Node %1 does not exist, so it cannot be an input of %2.</source>
        <translation>Den Knoten %1 gibt es nicht, er kann also kein Eingang von %2 sein.</translation>
    </message>
    <message>
        <source>The operator %1 cannot take these inputs: %2.</source>
        <translation>Der Operator %1 kann diese Eingänge nicht annehmen: %2.</translation>
    </message>
    <message>
        <source>Channels, kernel, stride, dilation and groups must be at least 1, padding at least 0.</source>
        <translation>Kanäle, Kernel, Stride, Dilation und Gruppen müssen mindestens 1 sein, Padding mindestens 0.</translation>
    </message>
    <message>
        <source>%1 groups must divide the %2 input and the %3 output channels.</source>
        <translation>%1 Gruppen müssen die %2 Eingangs- und die %3 Ausgangskanäle teilen.</translation>
    </message>
    <message>
        <source>The padding of a pool must be at most half of its window.</source>
        <translation>Das Padding eines Poolings darf höchstens die Hälfte seines Fensters betragen.</translation>
    </message>
    <message>
        <source>The result would have too many channels.</source>
        <translation>Das Ergebnis hätte zu viele Kanäle.</translation>
    </message>
    <message>
        <source>A network has exactly one input, its first node.</source>
        <translation>Ein Netz hat genau einen Eingang, seinen ersten Knoten.</translation>
    </message>
    <message>
        <source>The layer would be too large: at most 2^30 elements and 1e13 MACs.</source>
        <translation>Die Schicht wäre zu groß: höchstens 2^30 Elemente und 1e13 MACs.</translation>
    </message>
    <message>
        <source>It takes %1.</source>
        <translation>Er erwartet %1.</translation>
    </message>
    <message>
        <source>Every dimension of a shape must be at least 1.</source>
        <translation>Jede Dimension einer Form muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>A window of %1x%2 with padding %3x%4 and dilation %5 does not fit.</source>
        <translation>Ein Fenster von %1x%2 mit Padding %3x%4 und Dilation %5 passt nicht.</translation>
    </message>
    <message>
        <source>Put a flatten, a global pooling or a reshape to tokens before it.</source>
        <translation>Davor ein Flatten, ein globales Pooling oder eine Umformung in Tokens setzen.</translation>
    </message>
    <message>
        <source>Dimensions must be equal, or 1.</source>
        <translation>Dimensionen müssen gleich oder 1 sein.</translation>
    </message>
    <message>
        <source>All inputs of a concatenation must have the same size along the other axes.</source>
        <translation>Alle Eingänge einer Verkettung müssen entlang der anderen Achsen gleich groß sein.</translation>
    </message>
    <message>
        <source>Query and key need the same channels, key and value the same tokens, and %1 heads must divide the channels.</source>
        <translation>Query und Key brauchen dieselben Kanäle, Key und Value dieselben Tokens, und %1 Köpfe müssen die Kanäle teilen.</translation>
    </message>
    <message>
        <source>Windows and grids must divide height and width.</source>
        <translation>Fenster und Raster müssen Höhe und Breite teilen.</translation>
    </message>
    <message>
        <source>Causal attention needs as many keys as queries.</source>
        <translation>Kausale Attention braucht so viele Keys wie Queries.</translation>
    </message>
    <message>
        <source>The gate needs the shape of the key.</source>
        <translation>Das Gate braucht die Form des Keys.</translation>
    </message>
    <message>
        <source>It needs x and step of one shape, input and output weights of another, all with the same tokens.</source>
        <translation>Nötig sind x und Schritt von einer Form, Eingangs- und Ausgangsgewichte von einer anderen, alle mit denselben Tokens.</translation>
    </message>
    <message>
        <source>Put a reshape to tokens before it.</source>
        <translation>Davor eine Umformung in Tokens setzen.</translation>
    </message>
    <message>
        <source>The groups must divide the channels.</source>
        <translation>Die Gruppen müssen die Kanäle teilen.</translation>
    </message>
    <message>
        <source>%1 has another number of elements.</source>
        <translation>%1 hat eine andere Anzahl von Elementen.</translation>
    </message>
    <message>
        <source>Each of the axes 0, 1 and 2 is expected once.</source>
        <translation>Jede der Achsen 0, 1 und 2 wird einmal erwartet.</translation>
    </message>
    <message>
        <source>There is nothing from %1 to %2 along an axis of %3.</source>
        <translation>Von %1 bis %2 gibt es nichts entlang einer Achse der Länge %3.</translation>
    </message>
    <message>
        <source>The axis is 0, 1 or 2: channels, height or width.</source>
        <translation>Die Achse ist 0, 1 oder 2: Kanäle, Höhe oder Breite.</translation>
    </message>
</context>
<context>
    <name>NetworkReport</name>
    <message>
        <source>The model of this device prices designs of a space only.</source>
        <translation>Das Modell dieses Geräts berechnet Kosten nur für Entwürfe eines Raums.</translation>
    </message>
    <message>
        <source>Use it as an objective of a search.</source>
        <translation>Es als Ziel einer Suche verwenden.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Die Arbeit wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Onnx</name>
    <message>
        <source>The weights do not fit the network: %1.</source>
        <translation>Die Gewichte passen nicht zum Netz: %1.</translation>
    </message>
    <message>
        <source>Use the weights that belong to this network.</source>
        <translation>Die Gewichte verwenden, die zu diesem Netz gehören.</translation>
    </message>
    <message>
        <source>Its inputs have %1 and %2 elements along one axis.</source>
        <translation>Seine Eingänge haben %1 und %2 Elemente entlang einer Achse.</translation>
    </message>
    <message>
        <source>The inputs of a concatenation have other sizes along the other axes.</source>
        <translation>Die Eingänge einer Verkettung sind entlang der anderen Achsen verschieden groß.</translation>
    </message>
    <message>
        <source>Its statistics do not fit an input of %1 channels.</source>
        <translation>Seine Statistiken passen nicht zu einem Eingang mit %1 Kanälen.</translation>
    </message>
    <message>
        <source>Use the weights that were trained for this design and scale.</source>
        <translation>Die Gewichte verwenden, die für diesen Entwurf und diese Skalierung trainiert wurden.</translation>
    </message>
    <message>
        <source>The network has an operator that this program does not know: %1.</source>
        <translation>Das Netz hat einen Operator, den dieses Programm nicht kennt: %1.</translation>
    </message>
    <message>
        <source>Use the file that it came from.</source>
        <translation>Die Datei verwenden, aus der es stammt.</translation>
    </message>
    <message>
        <source>The weights are too large for one ONNX file: 2 GB.</source>
        <translation>Die Gewichte sind zu groß für eine ONNX-Datei: 2 GB.</translation>
    </message>
    <message>
        <source>Export a smaller design.</source>
        <translation>Einen kleineren Entwurf exportieren.</translation>
    </message>
    <message>
        <source>There is not enough memory for the ONNX model.</source>
        <translation>Für das ONNX-Modell ist nicht genug Speicher da.</translation>
    </message>
    <message>
        <source>The ONNX checker refuses the exported model.</source>
        <translation>Die ONNX-Prüfung weist das exportierte Modell zurück.</translation>
    </message>
    <message>
        <source>This is a fault of the program: please report the design.</source>
        <translation>Dies ist ein Fehler des Programms: Bitte den Entwurf melden.</translation>
    </message>
    <message>
        <source>Its constants would be too large when worked out.</source>
        <translation>Seine Konstanten wären ausgerechnet zu groß.</translation>
    </message>
    <message>
        <source>Simplify the model where it came from, or leave its weights out.</source>
        <translation>Das Modell dort vereinfachen, wo es herkommt, oder seine Gewichte weglassen.</translation>
    </message>
    <message>
        <source>Check the model with onnx.checker, or export it again.</source>
        <translation>Das Modell mit onnx.checker prüfen oder erneut exportieren.</translation>
    </message>
    <message>
        <source>The model&apos;s weights are far larger than its file: it makes or repeats them.</source>
        <translation>Die Gewichte des Modells sind weit größer als seine Datei: Es erzeugt oder wiederholt sie.</translation>
    </message>
    <message>
        <source>Read it without weights, or simplify it where it came from.</source>
        <translation>Es ohne Gewichte lesen oder dort vereinfachen, wo es herkommt.</translation>
    </message>
    <message>
        <source>Its input is too large.</source>
        <translation>Sein Eingang ist zu groß.</translation>
    </message>
    <message>
        <source>The operator %1 is not known, and the file does not say what shape its result has.</source>
        <translation>Der Operator %1 ist nicht bekannt, und die Datei sagt nicht, welche Form sein Ergebnis hat.</translation>
    </message>
    <message>
        <source>Run onnx.shape_inference over the model and save it again.</source>
        <translation>onnx.shape_inference auf das Modell anwenden und es erneut speichern.</translation>
    </message>
    <message>
        <source>This output cannot be worked out.</source>
        <translation>Dieser Ausgang kann nicht berechnet werden.</translation>
    </message>
    <message>
        <source>The model has no input.</source>
        <translation>Das Modell hat keinen Eingang.</translation>
    </message>
    <message>
        <source>The model has %1 inputs: %2.</source>
        <translation>Das Modell hat %1 Eingänge: %2.</translation>
    </message>
    <message>
        <source>Only models with one input can be read; make the others constants.</source>
        <translation>Nur Modelle mit einem Eingang können gelesen werden; die anderen zu Konstanten machen.</translation>
    </message>
    <message>
        <source>The size of the input is left open: %1.</source>
        <translation>Die Größe des Eingangs ist offen gelassen: %1.</translation>
    </message>
    <message>
        <source>Only the batch may be; export the model with fixed height, width and channels.</source>
        <translation>Nur der Batch darf offen sein; das Modell mit fester Höhe, Breite und Kanalzahl exportieren.</translation>
    </message>
    <message>
        <source>The input is too large: %1.</source>
        <translation>Der Eingang ist zu groß: %1.</translation>
    </message>
    <message>
        <source>The ONNX model cannot be read.</source>
        <translation>Das ONNX-Modell kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Its %1 elements do not fit the shape that it asks for.</source>
        <translation>Seine %1 Elemente passen nicht zu der Form, die er verlangt.</translation>
    </message>
    <message>
        <source>Its weights expect %1 elements along an axis of %2.</source>
        <translation>Seine Gewichte erwarten %1 Elemente entlang einer Achse der Länge %2.</translation>
    </message>
    <message>
        <source>Export the model again from where it came from.</source>
        <translation>Das Modell dort, wo es herkommt, erneut exportieren.</translation>
    </message>
    <message>
        <source>The value %1 is given twice.</source>
        <translation>Den Wert %1 gibt es zweimal.</translation>
    </message>
    <message>
        <source>Nothing gives the value %1 that it reads.</source>
        <translation>Nichts liefert den Wert %1, den er liest.</translation>
    </message>
    <message>
        <source>The graph has a cycle: this node needs its own result.</source>
        <translation>Der Graph hat einen Zyklus: Dieser Knoten braucht sein eigenes Ergebnis.</translation>
    </message>
    <message>
        <source>The value has a negative dimension or more than 2^31 elements.</source>
        <translation>Der Wert hat eine negative Dimension oder mehr als 2^31 Elemente.</translation>
    </message>
    <message>
        <source>This is not an ONNX model, or it is damaged or cut off, or its graphs are nested too deeply.</source>
        <translation>Dies ist kein ONNX-Modell, oder es ist beschädigt oder abgeschnitten, oder seine Graphen sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The file holds no graph.</source>
        <translation>Die Datei enthält keinen Graphen.</translation>
    </message>
    <message>
        <source>The graph has no output.</source>
        <translation>Der Graph hat keinen Ausgang.</translation>
    </message>
    <message>
        <source>This is not an ONNX tensor.</source>
        <translation>Dies ist kein ONNX-Tensor.</translation>
    </message>
    <message>
        <source>The tensor does not hold numbers.</source>
        <translation>Der Tensor enthält keine Zahlen.</translation>
    </message>
    <message>
        <source>Export the model again, or check it with onnx.checker.</source>
        <translation>Das Modell erneut exportieren oder mit onnx.checker prüfen.</translation>
    </message>
    <message>
        <source>The tensor claims %1 elements but holds %2 bytes or values.</source>
        <translation>Der Tensor gibt %1 Elemente an, enthält aber %2 Bytes oder Werte.</translation>
    </message>
    <message>
        <source>The tensor has a negative dimension or more than 2^31 elements.</source>
        <translation>Der Tensor hat eine negative Dimension oder mehr als 2^31 Elemente.</translation>
    </message>
    <message>
        <source>Tensors in segments are not supported.</source>
        <translation>Tensoren in Segmenten werden nicht unterstützt.</translation>
    </message>
    <message>
        <source>Its values are said to be in &quot;%1&quot;, outside the folder of the model.</source>
        <translation>Seine Werte sollen in „%1“ liegen, außerhalb des Ordners des Modells.</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; of its values is missing.</source>
        <translation>Die Datei „%1“ mit seinen Werten fehlt.</translation>
    </message>
    <message>
        <source>Keep it beside the model.</source>
        <translation>Sie neben dem Modell aufbewahren.</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; of its values cannot be read.</source>
        <translation>Die Datei „%1“ mit seinen Werten kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Its weights do not fit an input of %1 channels in %2 groups.</source>
        <translation>Seine Gewichte passen nicht zu einem Eingang mit %1 Kanälen in %2 Gruppen.</translation>
    </message>
    <message>
        <source>Reading the model was cancelled.</source>
        <translation>Das Lesen des Modells wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Pareto</name>
    <message>
        <source>Point %1 of the front has %2 objectives where the first has %3.</source>
        <translation>Punkt %1 der Front hat %2 Ziele, der erste hat %3.</translation>
    </message>
    <message>
        <source>Give every point the same objectives.</source>
        <translation>Jedem Punkt dieselben Ziele geben.</translation>
    </message>
    <message>
        <source>Point %1 of the front has a value that is not a finite number.</source>
        <translation>Punkt %1 der Front hat einen Wert, der keine endliche Zahl ist.</translation>
    </message>
    <message>
        <source>Leave out points with missing values.</source>
        <translation>Punkte mit fehlenden Werten weglassen.</translation>
    </message>
    <message>
        <source>The reference point needs one finite number for every objective.</source>
        <translation>Der Referenzpunkt braucht eine endliche Zahl für jedes Ziel.</translation>
    </message>
    <message>
        <source>Give a value that is worse than those of the points.</source>
        <translation>Einen Wert angeben, der schlechter ist als die der Punkte.</translation>
    </message>
    <message>
        <source>The exact hypervolume is there for up to 6 objectives, not for %1.</source>
        <translation>Das exakte Hypervolumen gibt es für bis zu 6 Ziele, nicht für %1.</translation>
    </message>
    <message>
        <source>Leave out objectives.</source>
        <translation>Ziele weglassen.</translation>
    </message>
    <message>
        <source>Point %1 has %2 objectives, the reference point has %3.</source>
        <translation>Punkt %1 hat %2 Ziele, der Referenzpunkt hat %3.</translation>
    </message>
    <message>
        <source>Give the reference point one value for every objective.</source>
        <translation>Dem Referenzpunkt einen Wert für jedes Ziel geben.</translation>
    </message>
    <message>
        <source>Point %1 has a value that is not a finite number.</source>
        <translation>Punkt %1 hat einen Wert, der keine endliche Zahl ist.</translation>
    </message>
    <message>
        <source>An indicator compares two sets of points; one of them is empty.</source>
        <translation>Ein Indikator vergleicht zwei Mengen von Punkten; eine davon ist leer.</translation>
    </message>
    <message>
        <source>Give at least one point in each.</source>
        <translation>In jeder mindestens einen Punkt angeben.</translation>
    </message>
    <message>
        <source>An indicator needs one finite number for each objective of each point.</source>
        <translation>Ein Indikator braucht eine endliche Zahl für jedes Ziel jedes Punktes.</translation>
    </message>
</context>
<context>
    <name>PlotLook</name>
    <message>
        <source>← better</source>
        <translation>← besser</translation>
    </message>
    <message>
        <source>better →</source>
        <translation>besser →</translation>
    </message>
</context>
<context>
    <name>Protocol</name>
    <message>
        <source>An object is expected here.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no type of message.</source>
        <translation>„%1“ ist keine Art von Nachricht.</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>The study is open for reading only.</source>
        <translation>Die Studie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Save a copy and search in that.</source>
        <translation>Eine Kopie speichern und in dieser suchen.</translation>
    </message>
    <message>
        <source>The state of the search in the study is damaged.</source>
        <translation>Der Zustand der Suche in der Studie ist beschädigt.</translation>
    </message>
    <message>
        <source>Start a new study; the candidates of this one can still be read.</source>
        <translation>Eine neue Studie beginnen; die Kandidaten dieser Studie können weiterhin gelesen werden.</translation>
    </message>
    <message>
        <source>Candidate %1 of the study is %2, but the strategy now proposes %3: the search cannot be continued exactly.</source>
        <translation>Kandidat %1 der Studie ist %2, aber die Strategie schlägt nun %3 vor: Die Suche kann nicht exakt fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Continue it with the program that wrote it, or start a new study.</source>
        <translation>Sie mit dem Programm fortsetzen, das sie geschrieben hat, oder eine neue Studie beginnen.</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>Die Suche wurde angehalten.</translation>
    </message>
    <message>
        <source>The list of designs put in by hand is damaged in the study.</source>
        <translation>Die Liste der von Hand eingegebenen Entwürfe ist in der Studie beschädigt.</translation>
    </message>
    <message>
        <source>The comparison was stopped.</source>
        <translation>Der Vergleich wurde angehalten.</translation>
    </message>
    <message>
        <source>A comparison needs at least one strategy and one seed.</source>
        <translation>Ein Vergleich braucht mindestens eine Strategie und einen Startwert.</translation>
    </message>
    <message>
        <source>Name the strategies and how many seeds each gets.</source>
        <translation>Die Strategien nennen und wie viele Startwerte jede bekommt.</translation>
    </message>
    <message>
        <source>The number %1 is out of range.</source>
        <translation>Die Zahl %1 liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>The list of the search&apos;s foci is damaged in the study.</source>
        <translation>Die Liste der Fokusse der Suche ist in der Studie beschädigt.</translation>
    </message>
    <message>
        <source>No design within the bounds is better than the reference point in every objective, so there is no hypervolume to compare.</source>
        <translation>Kein Entwurf innerhalb der Schranken ist in jedem Ziel besser als der Referenzpunkt, daher gibt es kein Hypervolumen zu vergleichen.</translation>
    </message>
    <message>
        <source>Name a reference point that is worse than what is of interest, or leave it out.</source>
        <translation>Nennen Sie einen Referenzpunkt, der schlechter ist als das, was von Interesse ist, oder lassen Sie ihn weg.</translation>
    </message>
</context>
<context>
    <name>RunTr</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 of %2 evaluated</source>
        <translation>%1 von %2 bewertet</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Best %1 %2</source>
        <translation>Bester Wert %1: %2</translation>
    </message>
</context>
<context>
    <name>SaveImage</name>
    <message>
        <source>Save image</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>The image could not be written to %1. Choose a folder that you may write to and a name that ends in .png, .svg or .pdf.</source>
        <translation>Das Bild konnte nicht nach %1 geschrieben werden. Einen Ordner wählen, in den geschrieben werden darf, und einen Namen, der auf .png, .svg oder .pdf endet.</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>This is not a state of the strategy &quot;%1&quot;.</source>
        <translation>Dies ist kein Zustand der Strategie „%1“.</translation>
    </message>
    <message>
        <source>Start a new search from the study&apos;s candidates.</source>
        <translation>Eine neue Suche mit den Kandidaten der Studie beginnen.</translation>
    </message>
    <message>
        <source>The state belongs to another space or to other objectives.</source>
        <translation>Der Zustand gehört zu einem anderen Raum oder zu anderen Zielen.</translation>
    </message>
    <message>
        <source>The design of an outcome has %1 choices, the space has %2.</source>
        <translation>Der Entwurf eines Ergebnisses hat %1 Wahlmöglichkeiten, der Raum hat %2.</translation>
    </message>
    <message>
        <source>Tell only designs of the space that is searched.</source>
        <translation>Nur Entwürfe des durchsuchten Raums melden.</translation>
    </message>
    <message>
        <source>An outcome has %1 values for %2 objectives.</source>
        <translation>Ein Ergebnis hat %1 Werte für %2 Ziele.</translation>
    </message>
    <message>
        <source>Tell one value for every objective.</source>
        <translation>Für jedes Ziel einen Wert melden.</translation>
    </message>
    <message>
        <source>An outcome has a value that is not a finite number.</source>
        <translation>Ein Ergebnis hat einen Wert, der keine endliche Zahl ist.</translation>
    </message>
    <message>
        <source>Tell it as failed.</source>
        <translation>Es als gescheitert melden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a probability.</source>
        <translation>„%1“ ist eine Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Give a number from 0 to 1.</source>
        <translation>Eine Zahl von 0 bis 1 angeben.</translation>
    </message>
    <message>
        <source>A population of %1 is out of range.</source>
        <translation>Eine Population von %1 liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Give 2 to 10000.</source>
        <translation>2 bis 10000 angeben.</translation>
    </message>
    <message>
        <source>There is no strategy &quot;%1&quot;.</source>
        <translation>Es gibt keine Strategie „%1“.</translation>
    </message>
    <message>
        <source>The strategies are: %1.</source>
        <translation>Die Strategien sind: %1.</translation>
    </message>
    <message>
        <source>%1 CPU-hours so far; the next 1 % of hypervolume costs about %2.</source>
        <translation>Bisher %1 CPU-Stunden; das nächste 1 % Hypervolumen kostet etwa %2.</translation>
    </message>
    <message>
        <source>%1 CPU-hours so far; the second half of them brought no measurable gain.</source>
        <translation>Bisher %1 CPU-Stunden; die zweite Hälfte davon brachte keinen messbaren Gewinn.</translation>
    </message>
    <message>
        <source>The rule for a plateau has a number out of range.</source>
        <translation>Die Regel für ein Plateau enthält eine Zahl außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>Use a window of at least 1 and shares between 0 and 1.</source>
        <translation>Ein Fenster von mindestens 1 und Anteile zwischen 0 und 1 verwenden.</translation>
    </message>
    <message>
        <source>The target has %1 values for %2 objectives.</source>
        <translation>Die Zielvorgabe hat %1 Werte für %2 Ziele.</translation>
    </message>
    <message>
        <source>Give one value for each objective.</source>
        <translation>Für jedes Ziel einen Wert angeben.</translation>
    </message>
    <message>
        <source>The hypervolume must be finite, and must not decrease.</source>
        <translation>Das Hypervolumen muss endlich sein und darf nicht abnehmen.</translation>
    </message>
    <message>
        <source>All %1 evaluations were made.</source>
        <translation>Alle %1 Bewertungen sind erfolgt.</translation>
    </message>
    <message>
        <source>The time of %1 s is over.</source>
        <translation>Die Zeit von %1 s ist abgelaufen.</translation>
    </message>
    <message>
        <source>A candidate reaches the target in every objective.</source>
        <translation>Ein Kandidat erreicht die Vorgabe in jedem Ziel.</translation>
    </message>
    <message>
        <source>The hypervolume has come to a plateau: of the last %1 evaluations %2 improved it by more than %3 %, so with %4 % confidence at most %5 % of the next ones will.</source>
        <translation>Das Hypervolumen hat ein Plateau erreicht: Von den letzten %1 Bewertungen haben %2 es um mehr als %3 % verbessert; mit %4 % Konfidenz werden das also höchstens %5 % der nächsten tun.</translation>
    </message>
    <message>
        <source>A value of %1 for &quot;%2&quot; is out of range.</source>
        <translation>Ein Wert von %1 für „%2“ liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>Give %1 to %2.</source>
        <translation>%1 bis %2 angeben.</translation>
    </message>
    <message>
        <source>The weight of exploration is out of range.</source>
        <translation>Das Gewicht der Exploration liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>Give a number from 0 to 100.</source>
        <translation>Eine Zahl von 0 bis 100 angeben.</translation>
    </message>
    <message>
        <source>Use the strategy &quot;nsga2&quot;.</source>
        <translation>Die Strategie „nsga2“ verwenden.</translation>
    </message>
    <message>
        <source>A controller needs 1 to %1 levels in all choices together; this space has %2.</source>
        <translation>Ein Controller braucht 1 bis %1 Stufen in allen Wahlmöglichkeiten zusammen; dieser Raum hat %2.</translation>
    </message>
    <message>
        <source>Choose another strategy.</source>
        <translation>Wählen Sie eine andere Strategie.</translation>
    </message>
    <message>
        <source>A controller learns from a finite reward and a weight an objective.</source>
        <translation>Ein Controller lernt aus einer endlichen Belohnung und einem Gewicht je Ziel.</translation>
    </message>
    <message>
        <source>The controller&apos;s state is damaged.</source>
        <translation>Der Zustand des Controllers ist beschädigt.</translation>
    </message>
    <message>
        <source>%1 evaluations are too few to be sure of a plateau, even if none improves.</source>
        <translation>%1 Bewertungen sind zu wenige, um eines Plateaus sicher zu sein, selbst wenn keine eine Verbesserung bringt.</translation>
    </message>
    <message>
        <source>Use a window of at least %1, a higher rate or a lower confidence.</source>
        <translation>Ein Fenster von mindestens %1, eine höhere Rate oder eine geringere Konfidenz verwenden.</translation>
    </message>
    <message>
        <source>The value of &quot;%1&quot; is out of range.</source>
        <translation>Der Wert von „%1“ liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>The seed is no number.</source>
        <translation>Der Startwert ist keine Zahl.</translation>
    </message>
    <message>
        <source>These are no settings of a predictor.</source>
        <translation>Dies sind keine Einstellungen eines Vorhersagemodells.</translation>
    </message>
    <message>
        <source>%1 Wh in this run, for all that the processor did meanwhile.</source>
        <translation>%1 Wh in diesem Lauf, für alles, was der Prozessor währenddessen getan hat.</translation>
    </message>
    <message>
        <source>This strategy is there for up to 6 objectives, not for %1.</source>
        <translation>Diese Strategie gibt es für bis zu 6 Ziele, nicht für %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs the worker program.</source>
        <translation>„%1“ braucht das Programm des Arbeitsprozesses.</translation>
    </message>
    <message>
        <source>Use it where searches have workers, or choose another strategy.</source>
        <translation>Verwenden Sie sie dort, wo Suchen Arbeitsprozesse haben, oder wählen Sie eine andere Strategie.</translation>
    </message>
    <message>
        <source>There is no predictor &quot;%1&quot;.</source>
        <translation>Es gibt kein Vorhersagemodell „%1“.</translation>
    </message>
    <message>
        <source>Give ridge, gp, fbnetv3 or renas.</source>
        <translation>ridge, gp, fbnetv3 oder renas angeben.</translation>
    </message>
    <message>
        <source>There is no sampler &quot;%1&quot;.</source>
        <translation>Es gibt keinen Sampler „%1“.</translation>
    </message>
    <message>
        <source>The samplers are: %1.</source>
        <translation>Die Sampler sind: %1.</translation>
    </message>
    <message>
        <source>The strategy judges designs on lower rungs first, but every objective has only one.</source>
        <translation>Die Strategie beurteilt Entwürfe zuerst auf niedrigeren Stufen, aber jedes Ziel hat nur eine.</translation>
    </message>
    <message>
        <source>Give an objective two estimators or more, the cheapest first, such as &quot;estimators&quot;: [{&quot;type&quot;: &quot;train&quot;, &quot;epochs&quot;: 3}, {&quot;type&quot;: &quot;train&quot;, &quot;epochs&quot;: 9}].</source>
        <translation>Geben Sie einem Ziel zwei oder mehr Schätzer, den günstigsten zuerst, etwa &quot;estimators&quot;: [{&quot;type&quot;: &quot;train&quot;, &quot;epochs&quot;: 3}, {&quot;type&quot;: &quot;train&quot;, &quot;epochs&quot;: 9}].</translation>
    </message>
    <message>
        <source>The state belongs to another focus of the search.</source>
        <translation>Der Zustand gehört zu einem anderen Fokus der Suche.</translation>
    </message>
    <message>
        <source>The state is damaged: no search writes such a number here.</source>
        <translation>Der Zustand ist beschädigt: Keine Suche schreibt hier eine solche Zahl.</translation>
    </message>
</context>
<context>
    <name>Space</name>
    <message>
        <source>In the expression &quot;%1&quot;, %2: %3</source>
        <translation>Im Ausdruck „%1“, %2: %3</translation>
    </message>
    <message>
        <source>A number or an expression is expected here.</source>
        <translation>Hier wird eine Zahl oder ein Ausdruck erwartet.</translation>
    </message>
    <message>
        <source>An expression may read at most %1 names.</source>
        <translation>Ein Ausdruck darf höchstens %1 Namen lesen.</translation>
    </message>
    <message>
        <source>The expression &quot;%1&quot; reads an unknown name.</source>
        <translation>Der Ausdruck „%1“ liest einen unbekannten Namen.</translation>
    </message>
    <message>
        <source>There is no choice here.</source>
        <translation>Hier gibt es keine Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>Add one.</source>
        <translation>Eine hinzufügen.</translation>
    </message>
    <message>
        <source>There are more than %1 choices when the repeats are unrolled.</source>
        <translation>Ausgerollt ergeben die Wiederholungen mehr als %1 Wahlmöglichkeiten.</translation>
    </message>
    <message>
        <source>Repeat less, or share the choices of a repeat.</source>
        <translation>Weniger wiederholen oder die Wahlmöglichkeiten einer Wiederholung teilen.</translation>
    </message>
    <message>
        <source>Two choices are called &quot;%1&quot;.</source>
        <translation>Zwei Wahlmöglichkeiten heißen „%1“.</translation>
    </message>
    <message>
        <source>Rename one of them.</source>
        <translation>Eine davon umbenennen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a choice.</source>
        <translation>„%1“ kann nicht der Name einer Wahlmöglichkeit sein.</translation>
    </message>
    <message>
        <source>Use a letter, then letters, digits and underscores.</source>
        <translation>Mit einem Buchstaben beginnen, dann Buchstaben, Ziffern und Unterstriche verwenden.</translation>
    </message>
    <message>
        <source>An empty condition says nothing.</source>
        <translation>Eine leere Bedingung sagt nichts aus.</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>Die Bedingung entfernen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a type of choice.</source>
        <translation>„%1“ ist keine Art von Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>A repeat must have 1 to %1 copies.</source>
        <translation>Eine Wiederholung muss 1 bis %1 Kopien haben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a layer.</source>
        <translation>„%1“ ist keine Ebene.</translation>
    </message>
    <message>
        <source>Known are: architecture, recipe, compression, deployment.</source>
        <translation>Bekannt sind: architecture, recipe, compression, deployment.</translation>
    </message>
    <message>
        <source>This range of integers has no levels, or more than %1.</source>
        <translation>Dieser Bereich ganzer Zahlen hat keine Stufen oder mehr als %1.</translation>
    </message>
    <message>
        <source>Let low be at most high, and step at least 1.</source>
        <translation>low darf höchstens so groß wie high sein, step muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>A choice must have 1 to %1 levels.</source>
        <translation>Eine Wahlmöglichkeit muss 1 bis %1 Stufen haben.</translation>
    </message>
    <message>
        <source>A level must be a finite number.</source>
        <translation>Eine Stufe muss eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a level.</source>
        <translation>„%1“ kann keine Stufe sein.</translation>
    </message>
    <message>
        <source>Use 1 to 64 characters without spaces, &apos;;&apos;, &apos;=&apos;, &apos;{&apos; and &apos;}&apos;.</source>
        <translation>1 bis 64 Zeichen ohne Leerzeichen, „;“, „=“, „{“ und „}“ verwenden.</translation>
    </message>
    <message>
        <source>The level &quot;%1&quot; is there twice.</source>
        <translation>Die Stufe „%1“ kommt doppelt vor.</translation>
    </message>
    <message>
        <source>The choices have more than %1 levels in all.</source>
        <translation>Die Wahlmöglichkeiten haben insgesamt mehr als %1 Stufen.</translation>
    </message>
    <message>
        <source>The conditions of the unrolled choices are too long in all.</source>
        <translation>Die Bedingungen der ausgerollten Wahlmöglichkeiten sind insgesamt zu lang.</translation>
    </message>
    <message>
        <source>Shorten them or repeat less.</source>
        <translation>Die Bedingungen kürzen oder weniger wiederholen.</translation>
    </message>
    <message>
        <source>This condition reads &quot;%1&quot;, which depends on it: a cycle.</source>
        <translation>Diese Bedingung liest „%1“, was wiederum von ihr abhängt: ein Zyklus.</translation>
    </message>
    <message>
        <source>Let a condition read only choices that stand before it.</source>
        <translation>Eine Bedingung nur Wahlmöglichkeiten lesen lassen, die vor ihr stehen.</translation>
    </message>
    <message>
        <source>This condition reads &quot;%1&quot;, which is chosen only later.</source>
        <translation>Diese Bedingung liest „%1“, was erst später gewählt wird.</translation>
    </message>
    <message>
        <source>Move that choice before this one.</source>
        <translation>Jene Wahlmöglichkeit vor diese verschieben.</translation>
    </message>
    <message>
        <source>A whole number from %1 to %2 is expected here.</source>
        <translation>Hier wird eine ganze Zahl von %1 bis %2 erwartet.</translation>
    </message>
    <message>
        <source>The input is channels, height and width.</source>
        <translation>Die Eingabe besteht aus Kanälen, Höhe und Breite.</translation>
    </message>
    <message>
        <source>Write it as [3, 32, 32].</source>
        <translation>Als [3, 32, 32] schreiben.</translation>
    </message>
    <message>
        <source>Names with numbers are expected here.</source>
        <translation>Hier werden Namen mit Zahlen erwartet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a parameter.</source>
        <translation>„%1“ kann nicht der Name eines Parameters sein.</translation>
    </message>
    <message>
        <source>The parameter &quot;%1&quot; of the other scales is missing here.</source>
        <translation>Der Parameter „%1“ der anderen Maßstäbe fehlt hier.</translation>
    </message>
    <message>
        <source>Give every scale the same parameters.</source>
        <translation>Jedem Maßstab dieselben Parameter geben.</translation>
    </message>
    <message>
        <source>The parameter &quot;%1&quot; is unknown to the first scale.</source>
        <translation>Der Parameter „%1“ ist dem ersten Maßstab unbekannt.</translation>
    </message>
    <message>
        <source>A space is an object with choices and a network.</source>
        <translation>Ein Raum ist ein Objekt mit Wahlmöglichkeiten und einem Netz.</translation>
    </message>
    <message>
        <source>The document is of version %1; this program reads version %2.</source>
        <translation>Das Dokument hat die Version %1; dieses Programm liest Version %2.</translation>
    </message>
    <message>
        <source>Open it with a newer Paretoscope.</source>
        <translation>Mit einem neueren Paretoscope öffnen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a space.</source>
        <translation>„%1“ kann nicht der Name eines Raums sein.</translation>
    </message>
    <message>
        <source>Use small letters, digits, &apos;-&apos; and &apos;_&apos;.</source>
        <translation>Kleinbuchstaben, Ziffern, „-“ und „_“ verwenden.</translation>
    </message>
    <message>
        <source>A space has 1 to %1 scales.</source>
        <translation>Ein Raum hat 1 bis %1 Maßstäbe.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of this scale, or is there twice.</source>
        <translation>„%1“ kann nicht der Name dieses Maßstabs sein oder kommt doppelt vor.</translation>
    </message>
    <message>
        <source>The first scale must be called &quot;deploy&quot;: the network that will run.</source>
        <translation>Der erste Maßstab muss „deploy“ heißen: das Netz, das laufen wird.</translation>
    </message>
    <message>
        <source>Rename it or move it.</source>
        <translation>Umbenennen oder verschieben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a built-in space nor a file.</source>
        <translation>„%1“ ist weder ein eingebauter Raum noch eine Datei.</translation>
    </message>
    <message>
        <source>Built in are: %1.</source>
        <translation>Eingebaut sind: %1.</translation>
    </message>
    <message>
        <source>The template does not come to an end.</source>
        <translation>Die Vorlage kommt nicht zu einem Ende.</translation>
    </message>
    <message>
        <source>Loop less often.</source>
        <translation>Weniger Schleifendurchläufe verwenden.</translation>
    </message>
    <message>
        <source>An attribute of this operator becomes %1.</source>
        <translation>Ein Attribut dieses Operators wird zu %1.</translation>
    </message>
    <message>
        <source>A whole number within range is expected; &quot;nan&quot; comes from an inactive choice.</source>
        <translation>Eine ganze Zahl im zulässigen Bereich wird erwartet; „nan“ stammt von einer inaktiven Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>The padding of this window must be given.</source>
        <translation>Das Padding dieses Fensters muss angegeben werden.</translation>
    </message>
    <message>
        <source>The network has more than %1 nodes.</source>
        <translation>Das Netz hat mehr als %1 Knoten.</translation>
    </message>
    <message>
        <source>The count of this loop becomes %1.</source>
        <translation>Die Anzahl dieser Schleife wird zu %1.</translation>
    </message>
    <message>
        <source>A whole number from 0 to %1 is expected.</source>
        <translation>Eine ganze Zahl von 0 bis %1 wird erwartet.</translation>
    </message>
    <message>
        <source>There is no case for &quot;%1&quot;.</source>
        <translation>Für „%1“ gibt es keinen Fall.</translation>
    </message>
    <message>
        <source>Add it, or a default.</source>
        <translation>Einen hinzufügen oder einen Standardfall (default).</translation>
    </message>
    <message>
        <source>The network ends in %1, but its scale has %2 classes.</source>
        <translation>Das Netz endet in %1, aber sein Maßstab hat %2 Klassen.</translation>
    </message>
    <message>
        <source>End it with a linear layer of &quot;classes&quot; channels.</source>
        <translation>Es mit einer linearen Schicht mit „classes“ Kanälen abschließen.</translation>
    </message>
    <message>
        <source>A value that is read here was not made in this design.</source>
        <translation>Ein Wert, der hier gelesen wird, wurde in diesem Entwurf nicht erzeugt.</translation>
    </message>
    <message>
        <source>Give it its name in every branch.</source>
        <translation>Ihm in jedem Zweig seinen Namen geben.</translation>
    </message>
    <message>
        <source>There is no operator &quot;%1&quot;.</source>
        <translation>Es gibt keinen Operator „%1“.</translation>
    </message>
    <message>
        <source>The operator %1 needs &quot;%2&quot;.</source>
        <translation>Der Operator %1 braucht „%2“.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>Dies hinzufügen.</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>Bekannt sind: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here.</source>
        <translation>„%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The operator %1 cannot take %2 inputs.</source>
        <translation>Der Operator %1 kann keine %2 Eingaben annehmen.</translation>
    </message>
    <message>
        <source>This value is not possible here.</source>
        <translation>Dieser Wert ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>A whole number within range is expected.</source>
        <translation>Eine ganze Zahl im zulässigen Bereich wird erwartet.</translation>
    </message>
    <message>
        <source>A design of this space has %1 genes, not %2.</source>
        <translation>Ein Entwurf dieses Raums hat %1 Gene, nicht %2.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; has no level number %2.</source>
        <translation>Die Wahlmöglichkeit „%1“ hat keine Stufe Nummer %2.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; is active but has no level.</source>
        <translation>Die Wahlmöglichkeit „%1“ ist aktiv, hat aber keine Stufe.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; has a level but is not active.</source>
        <translation>Die Wahlmöglichkeit „%1“ hat eine Stufe, ist aber nicht aktiv.</translation>
    </message>
    <message>
        <source>The space %1 has no scale &quot;%2&quot;.</source>
        <translation>Der Raum %1 hat keinen Maßstab „%2“.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Er hat: %1.</translation>
    </message>
    <message>
        <source>The template has more than %1 statements.</source>
        <translation>Die Vorlage hat mehr als %1 Anweisungen.</translation>
    </message>
    <message>
        <source>This is not a statement.</source>
        <translation>Dies ist keine Anweisung.</translation>
    </message>
    <message>
        <source>At least one value is expected here.</source>
        <translation>Hier wird mindestens ein Wert erwartet.</translation>
    </message>
    <message>
        <source>There is no value &quot;%1&quot; before this place.</source>
        <translation>Vor dieser Stelle gibt es keinen Wert „%1“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a value.</source>
        <translation>„%1“ kann nicht der Name eines Werts sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name.</source>
        <translation>„%1“ kann kein Name sein.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Names with their expressions are expected here.</source>
        <translation>Hier werden Namen mit ihren Ausdrücken erwartet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a part of the network.</source>
        <translation>„%1“ kann nicht der Name eines Netzteils sein.</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos;.</source>
        <translation>Buchstaben, Ziffern, „_“, „-“ und „.“ verwenden.</translation>
    </message>
    <message>
        <source>A loop needs a count, or a repeated choice to go over.</source>
        <translation>Eine Schleife braucht eine Anzahl oder eine wiederholte Wahlmöglichkeit, die sie durchläuft.</translation>
    </message>
    <message>
        <source>Add &quot;count&quot; or &quot;over&quot;.</source>
        <translation>„count“ oder „over“ hinzufügen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a repeated choice.</source>
        <translation>„%1“ ist keine wiederholte Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>Name an entry of type repeat.</source>
        <translation>Einen Eintrag der Art repeat nennen.</translation>
    </message>
    <message>
        <source>Loops over repeated choices may be nested %1 deep.</source>
        <translation>Schleifen über wiederholte Wahlmöglichkeiten dürfen bis zu %1-fach geschachtelt sein.</translation>
    </message>
    <message>
        <source>Levels with their statements are expected here.</source>
        <translation>Hier werden Stufen mit ihren Anweisungen erwartet.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a level of this choice.</source>
        <translation>„%1“ ist keine Stufe dieser Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>There is no case for the level &quot;%1&quot;.</source>
        <translation>Für die Stufe „%1“ gibt es keinen Fall.</translation>
    </message>
    <message>
        <source>There is no block &quot;%1&quot;.</source>
        <translation>Es gibt keinen Block „%1“.</translation>
    </message>
    <message>
        <source>Define it in &quot;blocks&quot;.</source>
        <translation>Ihn in „blocks“ definieren.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; takes %2 values, not %3.</source>
        <translation>Der Block „%1“ nimmt %2 Werte, nicht %3.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; has no parameter &quot;%2&quot;.</source>
        <translation>Der Block „%1“ hat keinen Parameter „%2“.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; needs the argument &quot;%2&quot;.</source>
        <translation>Der Block „%1“ braucht das Argument „%2“.</translation>
    </message>
    <message>
        <source>Add it to &quot;args&quot;.</source>
        <translation>Es in „args“ hinzufügen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name here, or is there twice.</source>
        <translation>„%1“ kann hier kein Name sein oder kommt doppelt vor.</translation>
    </message>
    <message>
        <source>Blocks with their names are expected here.</source>
        <translation>Hier werden Blöcke mit ihren Namen erwartet.</translation>
    </message>
    <message>
        <source>There are more than %1 blocks.</source>
        <translation>Es gibt mehr als %1 Blöcke.</translation>
    </message>
    <message>
        <source>A block takes at least one value.</source>
        <translation>Ein Block nimmt mindestens einen Wert.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; calls itself: a cycle.</source>
        <translation>Der Block „%1“ ruft sich selbst auf: ein Zyklus.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; calls others too deeply.</source>
        <translation>Der Block „%1“ ruft andere zu tief geschachtelt auf.</translation>
    </message>
    <message>
        <source>Let blocks call only simpler ones, at most 16 deep.</source>
        <translation>Blöcke nur einfachere aufrufen lassen, höchstens 16 tief.</translation>
    </message>
    <message>
        <source>A choice and its value are expected here: choice=value.</source>
        <translation>Hier werden eine Wahlmöglichkeit und ihr Wert erwartet: Wahlmöglichkeit=Wert.</translation>
    </message>
    <message>
        <source>This space has no choice &quot;%1&quot;.</source>
        <translation>Dieser Raum hat keine Wahlmöglichkeit „%1“.</translation>
    </message>
    <message>
        <source>Its first one is &quot;%1&quot;.</source>
        <translation>Seine erste ist „%1“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a level of &quot;%2&quot;.</source>
        <translation>„%1“ ist keine Stufe von „%2“.</translation>
    </message>
    <message>
        <source>Its levels are: %1.</source>
        <translation>Die Stufen sind: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is given twice.</source>
        <translation>„%1“ ist doppelt angegeben.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; is missing.</source>
        <translation>Die Wahlmöglichkeit „%1“ fehlt.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; is not active in this design.</source>
        <translation>Die Wahlmöglichkeit „%1“ ist in diesem Entwurf nicht aktiv.</translation>
    </message>
    <message>
        <source>Leave it out; it is chosen only when %1.</source>
        <translation>Die Wahlmöglichkeit weglassen; sie wird nur gewählt, wenn %1.</translation>
    </message>
    <message>
        <source>A space with conditions cannot have a pattern as its text form.</source>
        <translation>Ein Raum mit Bedingungen kann kein Muster als Textform haben.</translation>
    </message>
    <message>
        <source>Remove &quot;text&quot;: designs then read choice=value;choice=value.</source>
        <translation>„text“ entfernen: Entwürfe lauten dann Wahlmöglichkeit=Wert;Wahlmöglichkeit=Wert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a choice, or appears twice in the pattern.</source>
        <translation>„%1“ ist keine Wahlmöglichkeit oder kommt im Muster doppelt vor.</translation>
    </message>
    <message>
        <source>Name every choice once, in braces.</source>
        <translation>Jede Wahlmöglichkeit einmal nennen, in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>The pattern lacks the choice &quot;%1&quot;.</source>
        <translation>Dem Muster fehlt die Wahlmöglichkeit „%1“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is expected here.</source>
        <translation>Hier wird „%1“ erwartet.</translation>
    </message>
    <message>
        <source>A level of &quot;%1&quot; is expected here, then &quot;%2&quot;.</source>
        <translation>Hier wird eine Stufe von „%1“ erwartet, dann „%2“.</translation>
    </message>
    <message>
        <source>The design should end here.</source>
        <translation>Der Entwurf sollte hier enden.</translation>
    </message>
    <message>
        <source>Remove the rest.</source>
        <translation>Den Rest entfernen.</translation>
    </message>
    <message>
        <source>An expression may have at most %1 characters.</source>
        <translation>Ein Ausdruck darf höchstens %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>Split it with &quot;let&quot;.</source>
        <translation>Ihn mit „let“ aufteilen.</translation>
    </message>
    <message>
        <source>The space is too large to count under its conditions.</source>
        <translation>Der Raum ist zu groß, um ihn unter seinen Bedingungen auszuzählen.</translation>
    </message>
    <message>
        <source>Let conditions read fewer choices, or repeat less.</source>
        <translation>Bedingungen weniger Wahlmöglichkeiten lesen lassen oder weniger wiederholen.</translation>
    </message>
    <message>
        <source>Known are: categorical, boolean, integer, real, group, repeat, optional.</source>
        <translation>Bekannt sind: categorical, boolean, integer, real, group, repeat, optional.</translation>
    </message>
    <message>
        <source>An optional part has a choice &quot;on&quot; of its own: rename the other one.</source>
        <translation>Ein optionaler Teil hat eine eigene Wahlmöglichkeit „on“: die andere umbenennen.</translation>
    </message>
    <message>
        <source>This range of numbers cannot be divided.</source>
        <translation>Dieser Zahlenbereich lässt sich nicht unterteilen.</translation>
    </message>
    <message>
        <source>Let low be less than high (and above 0 on a log scale), levels 2 to %1, scale linear or log.</source>
        <translation>low muss kleiner als high sein (und über 0 bei logarithmischer Skala), levels 2 bis %1, scale linear oder log.</translation>
    </message>
    <message>
        <source>Two levels of this range are equal to six digits: %1.</source>
        <translation>Zwei Stufen dieses Bereichs sind auf sechs Stellen gleich: %1.</translation>
    </message>
    <message>
        <source>Use fewer levels.</source>
        <translation>Weniger Stufen verwenden.</translation>
    </message>
    <message>
        <source>This constraint becomes too long when it is written out.</source>
        <translation>Diese Nebenbedingung wird ausgeschrieben zu lang.</translation>
    </message>
    <message>
        <source>Let it read fewer choices.</source>
        <translation>Die Nebenbedingung weniger Wahlmöglichkeiten lesen lassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repeated choice.</source>
        <translation>„%1“ ist keine wiederholte Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>Write depth(REPEAT) or sum(REPEAT.CHOICE).</source>
        <translation>depth(REPEAT) oder sum(REPEAT.CHOICE) schreiben.</translation>
    </message>
    <message>
        <source>One term of a constraint may read at most %1 names.</source>
        <translation>Ein Term einer Nebenbedingung darf höchstens %1 Namen lesen.</translation>
    </message>
    <message>
        <source>Write it as a sum of smaller terms.</source>
        <translation>Ihn als Summe kleinerer Terme schreiben.</translation>
    </message>
    <message>
        <source>The constraint reads &quot;%1&quot;, which is no choice and no cost.</source>
        <translation>Die Nebenbedingung liest „%1“, was weder eine Wahlmöglichkeit noch ein Kostenwert ist.</translation>
    </message>
    <message>
        <source>Name choices by their whole path; costs are params, macs and peak_activation_bytes.</source>
        <translation>Wahlmöglichkeiten mit ihrem ganzen Pfad nennen; Kostenwerte sind params, macs und peak_activation_bytes.</translation>
    </message>
    <message>
        <source>There are more than %1 constraints.</source>
        <translation>Es gibt mehr als %1 Nebenbedingungen.</translation>
    </message>
    <message>
        <source>The conditions and constraints tie too many choices together to count the designs (at &quot;%1&quot;).</source>
        <translation>Die Bedingungen und Nebenbedingungen verknüpfen zu viele Wahlmöglichkeiten miteinander, um die Entwürfe zu zählen (bei „%1“).</translation>
    </message>
    <message>
        <source>Let them read fewer choices, or choices that stand nearer.</source>
        <translation>Weniger oder näher beieinanderstehende Wahlmöglichkeiten darin lesen.</translation>
    </message>
    <message>
        <source>No design satisfies the constraint &quot;%1&quot;.</source>
        <translation>Kein Entwurf erfüllt die Nebenbedingung „%1“.</translation>
    </message>
    <message>
        <source>Loosen it.</source>
        <translation>Die Nebenbedingung lockern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a rule for twins.</source>
        <translation>„%1“ ist keine Regel für Zwillinge.</translation>
    </message>
    <message>
        <source>Known are: expression, graph.</source>
        <translation>Bekannt sind: expression, graph.</translation>
    </message>
    <message>
        <source>There is nothing at &quot;%1&quot; of the document.</source>
        <translation>An der Stelle „%1“ des Dokuments steht nichts.</translation>
    </message>
    <message>
        <source>What stands at &quot;%1&quot; of the document has no members.</source>
        <translation>Was an der Stelle „%1“ des Dokuments steht, hat keine Elemente.</translation>
    </message>
    <message>
        <source>Nothing can be put before number %1 of &quot;%2&quot;.</source>
        <translation>Vor Nummer %1 von „%2“ kann nichts eingefügt werden.</translation>
    </message>
    <message>
        <source>The whole document cannot be taken out of itself.</source>
        <translation>Das ganze Dokument kann nicht aus sich selbst herausgenommen werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name here, or is there already.</source>
        <translation>„%1“ kann hier nicht der Name sein oder ist schon vergeben.</translation>
    </message>
    <message>
        <source>This cannot be moved there.</source>
        <translation>Dies kann nicht dorthin verschoben werden.</translation>
    </message>
    <message>
        <source>This is not a part of a design space.</source>
        <translation>Dies ist kein Teil eines Entwurfsraums.</translation>
    </message>
    <message>
        <source>Paste choices, statements, blocks, scales or constraints.</source>
        <translation>Wahlmöglichkeiten, Anweisungen, Blöcke, Maßstäbe oder Nebenbedingungen einfügen.</translation>
    </message>
    <message>
        <source>Parts of different kinds cannot be pasted together.</source>
        <translation>Teile verschiedener Art können nicht zusammen eingefügt werden.</translation>
    </message>
    <message>
        <source>Paste them one after another.</source>
        <translation>Die Teile nacheinander einfügen.</translation>
    </message>
    <message>
        <source>This was copied from a newer Paretoscope.</source>
        <translation>Dies wurde aus einem neueren Paretoscope kopiert.</translation>
    </message>
    <message>
        <source>Paste it there.</source>
        <translation>Es dort einfügen.</translation>
    </message>
    <message>
        <source>Nothing can be put there.</source>
        <translation>Dort kann nichts eingefügt werden.</translation>
    </message>
    <message>
        <source>Choose a place in the choices, the network or a block first.</source>
        <translation>Zuerst eine Stelle in den Wahlmöglichkeiten, im Netz oder in einem Block wählen.</translation>
    </message>
    <message>
        <source>What stands at &quot;%1&quot; cannot be copied by itself.</source>
        <translation>Was an der Stelle „%1“ steht, kann nicht für sich allein kopiert werden.</translation>
    </message>
    <message>
        <source>Copy the part of the space that holds it.</source>
        <translation>Den Teil des Raums kopieren, der es enthält.</translation>
    </message>
    <message>
        <source>This is a whole design space, not a part of one.</source>
        <translation>Dies ist ein ganzer Entwurfsraum, nicht ein Teil davon.</translation>
    </message>
    <message>
        <source>Save it as a file and open that.</source>
        <translation>Ihn als Datei speichern und diese öffnen.</translation>
    </message>
    <message>
        <source>The list &quot;%1&quot; takes %2, not %3.</source>
        <translation>Die Liste „%1“ nimmt %2 auf, nicht %3.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Eine andere Stelle wählen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is there already.</source>
        <translation>„%1“ ist schon vorhanden.</translation>
    </message>
    <message>
        <source>There are more than %1 values.</source>
        <translation>Es gibt mehr als %1 Werte.</translation>
    </message>
    <message>
        <source>Use a letter, then letters, digits and underscores, and no name twice.</source>
        <translation>Mit einem Buchstaben beginnen, dann Buchstaben, Ziffern und Unterstriche verwenden und keinen Namen doppelt.</translation>
    </message>
    <message>
        <source>The network has more than %1 paths.</source>
        <translation>Das Netz hat mehr als %1 Pfade.</translation>
    </message>
    <message>
        <source>Encode it at a smaller scale.</source>
        <translation>Es in einem kleineren Maßstab kodieren.</translation>
    </message>
    <message>
        <source>None of %1 designs satisfies the constraints over costs.</source>
        <translation>Keiner von %1 Entwürfen erfüllt die Nebenbedingungen über Kosten.</translation>
    </message>
    <message>
        <source>Loosen them; space count --feasible estimates how many designs do.</source>
        <translation>Die Nebenbedingungen lockern; space count --feasible schätzt, wie viele Entwürfe sie erfüllen.</translation>
    </message>
    <message>
        <source>The count was cancelled.</source>
        <translation>Die Zählung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>A size of the input becomes %1.</source>
        <translation>Eine Größe der Eingabe wird zu %1.</translation>
    </message>
    <message>
        <source>There is no value number %1 here.</source>
        <translation>Einen Wert Nummer %1 gibt es hier nicht.</translation>
    </message>
    <message>
        <source>They are numbered from 0; a text must be the name of one of them.</source>
        <translation>Die Werte sind ab 0 nummeriert; ein Text muss der Name eines von ihnen sein.</translation>
    </message>
    <message>
        <source>This operator has no input in this design.</source>
        <translation>Dieser Operator hat in diesem Entwurf keine Eingabe.</translation>
    </message>
    <message>
        <source>Let the conditions of its inputs leave at least one.</source>
        <translation>Die Bedingungen seiner Eingaben so fassen, dass mindestens eine übrig bleibt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a way to repair shapes.</source>
        <translation>„%1“ ist kein Verfahren zum Anpassen von Formen.</translation>
    </message>
    <message>
        <source>Known is: project.</source>
        <translation>Bekannt ist: project.</translation>
    </message>
    <message>
        <source>One number is expected here, or height and width.</source>
        <translation>Hier wird eine einzelne Zahl erwartet oder Höhe und Breite.</translation>
    </message>
    <message>
        <source>An axis is &quot;channels&quot;, &quot;height&quot; or &quot;width&quot;.</source>
        <translation>Eine Achse ist „channels“, „height“ oder „width“.</translation>
    </message>
    <message>
        <source>No design satisfies all constraints.</source>
        <translation>Kein Entwurf erfüllt alle Nebenbedingungen.</translation>
    </message>
    <message>
        <source>Loosen one of them.</source>
        <translation>Eine davon lockern.</translation>
    </message>
    <message>
        <source>The design violates the constraint &quot;%1&quot;.</source>
        <translation>Der Entwurf verletzt die Nebenbedingung „%1“.</translation>
    </message>
    <message>
        <source>The constraint &quot;%1&quot; is violated: %2 parameters, %3 MACs, %4 bytes.</source>
        <translation>Die Nebenbedingung „%1“ ist verletzt: %2 Parameter, %3 MACs, %4 Bytes.</translation>
    </message>
    <message>
        <source>The space %1 holds choices only: it does not say how a network is built.</source>
        <translation>Der Raum %1 enthält nur Wahlmöglichkeiten: Er sagt nicht, wie ein Netz gebaut wird.</translation>
    </message>
    <message>
        <source>Describe the network in the space&apos;s document to see graphs and costs.</source>
        <translation>Das Netz im Dokument des Raums beschreiben, um Graphen und Kosten zu sehen.</translation>
    </message>
    <message>
        <source>Known are: op, let, for, repeat, if, switch, block, select, use, scope.</source>
        <translation>Bekannt sind: op, let, for, repeat, if, switch, block, select, use, scope.</translation>
    </message>
    <message>
        <source>Only operators of several inputs can leave some out.</source>
        <translation>Nur Operatoren mit mehreren Eingaben können einige davon weglassen.</translation>
    </message>
    <message>
        <source>Use add, concat or multiply.</source>
        <translation>add, concat oder multiply verwenden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the name of a choice, a derived value or a scale&apos;s parameter already.</source>
        <translation>„%1“ ist schon der Name einer Wahlmöglichkeit, eines abgeleiteten Werts oder eines Maßstabsparameters.</translation>
    </message>
    <message>
        <source>%1 has %2 designs: too many to lower each of them.</source>
        <translation>%1 hat %2 Entwürfe: zu viele, um jeden davon in einen Graphen umzusetzen.</translation>
    </message>
    <message>
        <source>Isomorphism classes are counted up to %1 designs.</source>
        <translation>Isomorphieklassen werden bis zu %1 Entwürfen gezählt.</translation>
    </message>
    <message>
        <source>A region of the space is described by choices, not by costs.</source>
        <translation>Eine Region des Raums wird durch Wahlmöglichkeiten beschrieben, nicht durch Kosten.</translation>
    </message>
    <message>
        <source>Make the cost an objective and give that a range.</source>
        <translation>Machen Sie den Kostenwert zu einem Ziel und geben Sie diesem einen Bereich.</translation>
    </message>
    <message>
        <source>None of the %1 designs of the space satisfies &quot;%2&quot;.</source>
        <translation>Keiner der %1 Entwürfe des Raums erfüllt „%2“.</translation>
    </message>
    <message>
        <source>Loosen the region.</source>
        <translation>Fassen Sie die Region weiter.</translation>
    </message>
</context>
<context>
    <name>SpaceCanvas</name>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>x (the block&apos;s input)</source>
        <translation>x (die Eingabe des Blocks)</translation>
    </message>
    <message>
        <source>input  %1</source>
        <translation>Eingabe  %1</translation>
    </message>
    <message>
        <source>result of the block</source>
        <translation>Ergebnis des Blocks</translation>
    </message>
    <message>
        <source>result  %1 classes</source>
        <translation>Ergebnis  %1 Klassen</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>SpaceChanges</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing has changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Nichts hat sich geändert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Designs: %1 before, &lt;b&gt;%2&lt;/b&gt; now.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Entwürfe: %1 vorher, &lt;b&gt;%2&lt;/b&gt; jetzt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Choices that are new</source>
        <translation>Neue Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Choices that are gone</source>
        <translation>Weggefallene Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>; new levels: %1</source>
        <translation>; neue Stufen: %1</translation>
    </message>
    <message>
        <source>; levels that are gone: %1</source>
        <translation>; weggefallene Stufen: %1</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>; active when: %1, was: %2</source>
        <translation>; aktiv, wenn: %1, vorher: %2</translation>
    </message>
    <message>
        <source>Choices that changed</source>
        <translation>Geänderte Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>the constraints</source>
        <translation>die Nebenbedingungen</translation>
    </message>
    <message>
        <source>the template of the network</source>
        <translation>die Vorlage des Netzes</translation>
    </message>
    <message>
        <source>the scales</source>
        <translation>die Maßstäbe</translation>
    </message>
    <message>
        <source>Also different</source>
        <translation>Ebenfalls anders</translation>
    </message>
</context>
<context>
    <name>SpaceDocument</name>
    <message>
        <source>The text of the space is not valid JSON.</source>
        <translation>Der Text des Raums ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>Mend it in the JSON tab, or undo what was typed there.</source>
        <translation>Ihn auf der Registerkarte JSON berichtigen oder das dort Eingegebene rückgängig machen.</translation>
    </message>
    <message>
        <source>This cannot be moved there.</source>
        <translation>Dies kann nicht dorthin verschoben werden.</translation>
    </message>
    <message>
        <source>This has no place in a list.</source>
        <translation>Dies hat keinen Platz in einer Liste.</translation>
    </message>
    <message>
        <source>This is at the end of its list already.</source>
        <translation>Dies steht schon am Ende seiner Liste.</translation>
    </message>
    <message>
        <source>Another program changed this file since it was opened.</source>
        <translation>Ein anderes Programm hat diese Datei seit dem Öffnen geändert.</translation>
    </message>
    <message>
        <source>Choose which of both to keep, or save under another name.</source>
        <translation>Wählen, welche der beiden Fassungen bleiben soll, oder unter anderem Namen speichern.</translation>
    </message>
</context>
<context>
    <name>SpaceFields</name>
    <message>
        <source>Scope</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Names this part of the network</source>
        <translation>Benennt diesen Teil des Netzes</translation>
    </message>
    <message>
        <source>Design space</source>
        <translation>Entwurfsraum</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Small letters, digits, &apos;-&apos; and &apos;_&apos;</source>
        <translation>Kleinbuchstaben, Ziffern, „-“ und „_“</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>For people</source>
        <translation>Für Menschen</translation>
    </message>
    <message>
        <source>as the name</source>
        <translation>wie der Name</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>One sentence</source>
        <translation>Ein Satz</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Publication or author</source>
        <translation>Veröffentlichung oder Urheber</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>How sure the source is: V, P, R, E or D</source>
        <translation>Wie sicher die Quelle ist: V, P, R, E oder D</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Words to find the space by</source>
        <translation>Wörter, unter denen der Raum zu finden ist</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Twins</source>
        <translation>Zwillinge</translation>
    </message>
    <message>
        <source>When two designs count as the same network</source>
        <translation>Wann zwei Entwürfe als dasselbe Netz gelten</translation>
    </message>
    <message>
        <source>expression (usual)</source>
        <translation>Ausdruck (üblich)</translation>
    </message>
    <message>
        <source>expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Text form</source>
        <translation>Textform</translation>
    </message>
    <message>
        <source>Every choice once in braces: |{a}~0|+|{b}~0|</source>
        <translation>Jede Wahlmöglichkeit einmal in geschweiften Klammern: |{a}~0|+|{b}~0|</translation>
    </message>
    <message>
        <source>name=level;name=level</source>
        <translation>Name=Stufe;Name=Stufe</translation>
    </message>
    <message>
        <source>Choice %1</source>
        <translation>Wahlmöglichkeit %1</translation>
    </message>
    <message>
        <source>A letter, then letters, digits, &apos;_&apos;; renamed everywhere</source>
        <translation>Ein Buchstabe, dann Buchstaben, Ziffern, „_“; wird überall umbenannt</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Numbers or words, with commas between them: 3, 5, 7</source>
        <translation>Zahlen oder Wörter, durch Kommas getrennt: 3, 5, 7</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Smallest level, a whole number</source>
        <translation>Kleinste Stufe, eine ganze Zahl</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Largest level, a whole number</source>
        <translation>Größte Stufe, eine ganze Zahl</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Between two levels, from 1</source>
        <translation>Zwischen zwei Stufen, ab 1</translation>
    </message>
    <message>
        <source>Smallest level; above 0 on a logarithmic scale</source>
        <translation>Kleinste Stufe; über 0 bei logarithmischer Skala</translation>
    </message>
    <message>
        <source>Largest level</source>
        <translation>Größte Stufe</translation>
    </message>
    <message>
        <source>How many, 2 to 10,000</source>
        <translation>Wie viele, 2 bis 10.000</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>Equal steps, or equal ratios</source>
        <translation>Gleiche Schritte oder gleiche Verhältnisse</translation>
    </message>
    <message>
        <source>equal steps</source>
        <translation>gleiche Schritte</translation>
    </message>
    <message>
        <source>equal steps (linear)</source>
        <translation>gleiche Schritte (linear)</translation>
    </message>
    <message>
        <source>equal ratios (log)</source>
        <translation>gleiche Verhältnisse (log)</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>How many copies, 1 to 10,000</source>
        <translation>Wie viele Kopien, 1 bis 10.000</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>All copies have one set of choices</source>
        <translation>Alle Kopien haben einen gemeinsamen Satz von Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Only when</source>
        <translation>Nur wenn</translation>
    </message>
    <message>
        <source>Condition over the choices before it; in a repeat, index is the number of the copy, from 0</source>
        <translation>Bedingung über die Wahlmöglichkeiten davor; in einer Wiederholung ist index die Nummer der Kopie, ab 0</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>What the choice belongs to</source>
        <translation>Wozu die Wahlmöglichkeit gehört</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>architecture (said)</source>
        <translation>Architektur (ausdrücklich)</translation>
    </message>
    <message>
        <source>training recipe</source>
        <translation>Trainingsrezept</translation>
    </message>
    <message>
        <source>compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Bereitstellung</translation>
    </message>
    <message>
        <source>Scale %1</source>
        <translation>Maßstab %1</translation>
    </message>
    <message>
        <source>A size that the network is built at; the first is deploy, the network that will run.</source>
        <translation>Eine Größe, in der das Netz gebaut wird; der erste ist deploy, das Netz, das laufen wird.</translation>
    </message>
    <message>
        <source>A whole number, or an expression over choices</source>
        <translation>Eine ganze Zahl oder ein Ausdruck über Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>The first scale is called deploy</source>
        <translation>Der erste Maßstab heißt deploy</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Height (pixels)</source>
        <translation>Höhe (Pixel)</translation>
    </message>
    <message>
        <source>Width (pixels)</source>
        <translation>Breite (Pixel)</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Length of the network&apos;s result, 1 to 1,000,000</source>
        <translation>Länge des Netzergebnisses, 1 bis 1.000.000</translation>
    </message>
    <message>
        <source>A number that the template reads as %1</source>
        <translation>Eine Zahl, die die Vorlage als %1 liest</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>A part of the network that is used several times.</source>
        <translation>Ein Teil des Netzes, der mehrmals verwendet wird.</translation>
    </message>
    <message>
        <source>Renamed everywhere</source>
        <translation>Wird überall umbenannt</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Names of the numbers that it takes</source>
        <translation>Namen der Zahlen, die er nimmt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Names of the values that it takes</source>
        <translation>Namen der Werte, die er nimmt</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Values that it combines, with commas between them</source>
        <translation>Werte, die er verknüpft, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>The value that it takes</source>
        <translation>Der Wert, den er nimmt</translation>
    </message>
    <message>
        <source>it (the running value)</source>
        <translation>it (der laufende Wert)</translation>
    </message>
    <message>
        <source>Result name</source>
        <translation>Name des Ergebnisses</translation>
    </message>
    <message>
        <source>A name under which later statements find the result</source>
        <translation>Ein Name, unter dem spätere Anweisungen das Ergebnis finden</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>What is computed</source>
        <translation>Was berechnet wird</translation>
    </message>
    <message>
        <source>A number or an expression</source>
        <translation>Eine Zahl oder ein Ausdruck</translation>
    </message>
    <message>
        <source>Pixels: a number, or [height, width]</source>
        <translation>Pixel: eine Zahl oder [Höhe, Breite]</translation>
    </message>
    <message>
        <source>How many channels come out</source>
        <translation>Wie viele Kanäle herauskommen</translation>
    </message>
    <message>
        <source>Call of %1</source>
        <translation>Aufruf von %1</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Which part is used</source>
        <translation>Welcher Teil verwendet wird</translation>
    </message>
    <message>
        <source>Argument of the block: a number or an expression</source>
        <translation>Argument des Blocks: eine Zahl oder ein Ausdruck</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>The statements inside, several times one after another.</source>
        <translation>Die Anweisungen darin, mehrmals nacheinander.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>The statements inside once for each copy of a repeat, or a number of times.</source>
        <translation>Die Anweisungen darin, einmal für jede Kopie einer Wiederholung oder eine Anzahl von Malen.</translation>
    </message>
    <message>
        <source>nothing: count instead</source>
        <translation>nichts: stattdessen Anzahl</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Name of the number of the copy, from 0; its choices follow a dot: s.kernel</source>
        <translation>Name für die Nummer der Kopie, ab 0; ihre Wahlmöglichkeiten folgen nach einem Punkt: s.kernel</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>The repeat whose copies it goes over</source>
        <translation>Die Wiederholung, deren Kopien durchlaufen werden</translation>
    </message>
    <message>
        <source>all copies</source>
        <translation>alle Kopien</translation>
    </message>
    <message>
        <source>If</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>One of two lists of statements.</source>
        <translation>Eine von zwei Anweisungslisten.</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>The first list is built where it holds</source>
        <translation>Die erste Liste wird gebaut, wo sie gilt</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Fallunterscheidung</translation>
    </message>
    <message>
        <source>A list of statements for each level of a choice.</source>
        <translation>Eine Liste von Anweisungen für jede Stufe einer Wahlmöglichkeit.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>A choice or a number; its level says which list is built</source>
        <translation>Eine Wahlmöglichkeit oder eine Zahl; ihre Stufe bestimmt, welche Liste gebaut wird</translation>
    </message>
    <message>
        <source>Let</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Names for numbers that later statements read.</source>
        <translation>Namen für Zahlen, die spätere Anweisungen lesen.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>One of several values, by number from 0 or by name.</source>
        <translation>Einer von mehreren Werten, nach Nummer ab 0 oder nach Name.</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welcher</translation>
    </message>
    <message>
        <source>A number from 0, or a choice whose levels are the names</source>
        <translation>Eine Zahl ab 0 oder eine Wahlmöglichkeit, deren Stufen die Namen sind</translation>
    </message>
    <message>
        <source>The values</source>
        <translation>Die Werte</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Weiter mit</translation>
    </message>
    <message>
        <source>Makes a named value the running one.</source>
        <translation>Macht einen benannten Wert zum laufenden.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>A named value</source>
        <translation>Ein benannter Wert</translation>
    </message>
    <message>
        <source>Part of the network</source>
        <translation>Teil des Netzes</translation>
    </message>
    <message>
        <source>Names the statements inside.</source>
        <translation>Gibt den Anweisungen darin einen Namen.</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>What differs between designs. Add one from the palette.</source>
        <translation>Worin sich Entwürfe unterscheiden. Fügen Sie eine aus der Palette hinzu.</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>What every design must satisfy, such as params &lt;= 500k.</source>
        <translation>Was jeder Entwurf erfüllen muss, etwa params &lt;= 500k.</translation>
    </message>
    <message>
        <source>Derived values</source>
        <translation>Abgeleitete Werte</translation>
    </message>
    <message>
        <source>Numbers computed from choices, read by the template.</source>
        <translation>Aus Wahlmöglichkeiten berechnete Zahlen, die die Vorlage liest.</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Maßstäbe</translation>
    </message>
    <message>
        <source>The sizes that the network is built at.</source>
        <translation>Die Größen, in denen das Netz gebaut wird.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Parts of the network that are used several times.</source>
        <translation>Teile des Netzes, die mehrmals verwendet werden.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The statements that build the network, from top to bottom.</source>
        <translation>Die Anweisungen, die das Netz bauen, von oben nach unten.</translation>
    </message>
    <message>
        <source>Derived value %1</source>
        <translation>Abgeleiteter Wert %1</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Nebenbedingung</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Es gilt</translation>
    </message>
    <message>
        <source>An expression over choices and scale parameters</source>
        <translation>Ein Ausdruck über Wahlmöglichkeiten und Parameter des Maßstabs</translation>
    </message>
    <message>
        <source>An expression that every design satisfies</source>
        <translation>Ein Ausdruck, den jeder Entwurf erfüllt</translation>
    </message>
    <message>
        <source>Branch %1</source>
        <translation>Zweig %1</translation>
    </message>
    <message>
        <source>Statements of one case.</source>
        <translation>Anweisungen eines Falls.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a whole number that can stand here.</source>
        <translation>„%1“ ist keine ganze Zahl, die hier stehen kann.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number that can stand here.</source>
        <translation>„%1“ ist keine Zahl, die hier stehen kann.</translation>
    </message>
</context>
<context>
    <name>SpaceOutline</name>
    <message>
        <source>there or not</source>
        <translation>vorhanden oder nicht</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source> · if %1</source>
        <translation> · wenn %1</translation>
    </message>
    <message>
        <source>Repeat × %1</source>
        <translation>Wiederholung × %1</translation>
    </message>
    <message>
        <source>For each %1 of %2</source>
        <translation>Für jedes %1 aus %2</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>die ersten %1</translation>
    </message>
    <message>
        <source>For %1, %2 times</source>
        <translation>Für %1, %2-mal</translation>
    </message>
    <message>
        <source>If %1</source>
        <translation>Wenn %1</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>else</source>
        <translation>sonst</translation>
    </message>
    <message>
        <source>Switch on %1</source>
        <translation>Fallunterscheidung nach %1</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>andernfalls</translation>
    </message>
    <message>
        <source>Let</source>
        <translation>Sei</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>Auswahl nach %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation>Weiter mit %1</translation>
    </message>
    <message>
        <source>part of the network</source>
        <translation>Teil des Netzes</translation>
    </message>
    <message>
        <source>Unknown statement</source>
        <translation>Unbekannte Anweisung</translation>
    </message>
    <message>
        <source> if %1</source>
        <translation> wenn %1</translation>
    </message>
    <message>
        <source>One of a list</source>
        <translation>Eines aus einer Liste</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation>Ganze Zahl</translation>
    </message>
    <message>
        <source>Number of a grid</source>
        <translation>Zahl aus einem Raster</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Optional part</source>
        <translation>Optionaler Teil</translation>
    </message>
    <message>
        <source>name, tags, source</source>
        <translation>Name, Schlagwörter, Quelle</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Nebenbedingungen</translation>
    </message>
    <message>
        <source>Derived values</source>
        <translation>Abgeleitete Werte</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Maßstäbe</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation>%1 Klassen</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>A row of the study cannot be understood.</source>
        <translation>Eine Zeile der Studie ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>Open a copy of the study from before the damage.</source>
        <translation>Öffnen Sie eine Kopie der Studie aus der Zeit vor dem Schaden.</translation>
    </message>
    <message>
        <source>There is no room to write the study. All that was reported done is kept.</source>
        <translation>Es ist kein Platz, um die Studie zu schreiben. Alles, was als fertig gemeldet wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Free some space, then open the study again, or save a copy elsewhere.</source>
        <translation>Schaffen Sie Platz und öffnen Sie die Studie erneut, oder speichern Sie eine Kopie an einem anderen Ort.</translation>
    </message>
    <message>
        <source>The study may not be written.</source>
        <translation>Die Studie darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Save a copy in a place that you may write.</source>
        <translation>Speichern Sie eine Kopie an einem Ort, an dem Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The study cannot be opened.</source>
        <translation>Die Studie kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The file is not a study.</source>
        <translation>Die Datei ist keine Studie.</translation>
    </message>
    <message>
        <source>Choose a file that Paretoscope wrote.</source>
        <translation>Wählen Sie eine Datei, die Paretoscope geschrieben hat.</translation>
    </message>
    <message>
        <source>The study is damaged.</source>
        <translation>Die Studie ist beschädigt.</translation>
    </message>
    <message>
        <source>Open a copy of it; &quot;sqlite3 FILE .recover&quot; may save its rows.</source>
        <translation>Öffnen Sie eine Kopie davon; „sqlite3 FILE .recover“ kann ihre Zeilen vielleicht retten.</translation>
    </message>
    <message>
        <source>Another program holds the study locked.</source>
        <translation>Ein anderes Programm hält die Studie gesperrt.</translation>
    </message>
    <message>
        <source>End that program, then try again.</source>
        <translation>Beenden Sie jenes Programm und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>There is not enough memory for the study.</source>
        <translation>Der Arbeitsspeicher reicht für die Studie nicht aus.</translation>
    </message>
    <message>
        <source>End other programs, then try again.</source>
        <translation>Beenden Sie andere Programme und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The study cannot be read or written.</source>
        <translation>Die Studie kann nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Check the disk, then open the study again.</source>
        <translation>Prüfen Sie den Datenträger und öffnen Sie die Studie dann erneut.</translation>
    </message>
    <message>
        <source>The file is a database, but not a study.</source>
        <translation>Die Datei ist eine Datenbank, aber keine Studie.</translation>
    </message>
    <message>
        <source>The study was written by a newer Paretoscope (its version is %1, this program knows versions up to %2).</source>
        <translation>Die Studie wurde von einem neueren Paretoscope geschrieben (ihre Version ist %1, dieses Programm kennt Versionen bis %2).</translation>
    </message>
    <message>
        <source>Open it with the newer program.</source>
        <translation>Öffnen Sie sie mit dem neueren Programm.</translation>
    </message>
    <message>
        <source>This is a folder, not a study.</source>
        <translation>Das ist ein Ordner, keine Studie.</translation>
    </message>
    <message>
        <source>The study is cut off: its end is missing.</source>
        <translation>Die Studie ist abgeschnitten: Ihr Ende fehlt.</translation>
    </message>
    <message>
        <source>Copy it again from where it is whole.</source>
        <translation>Kopieren Sie sie erneut von dort, wo sie vollständig ist.</translation>
    </message>
    <message>
        <source>The study cannot be copied for reading.</source>
        <translation>Die Studie kann nicht zum Lesen kopiert werden.</translation>
    </message>
    <message>
        <source>The study cannot be written.</source>
        <translation>Die Studie kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The study was closed.</source>
        <translation>Die Studie wurde geschlossen.</translation>
    </message>
    <message>
        <source>The study is open for reading only.</source>
        <translation>Die Studie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Save a copy in a place that you may write, and open that.</source>
        <translation>Speichern Sie eine Kopie an einem Ort, an dem Sie schreiben dürfen, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>The study has the older version %1 and must be brought up to date first.</source>
        <translation>Die Studie hat die ältere Version %1 und muss zuerst auf den neuen Stand gebracht werden.</translation>
    </message>
    <message>
        <source>Open it once for writing, or a copy of it.</source>
        <translation>Öffnen Sie sie oder eine Kopie davon einmal zum Schreiben.</translation>
    </message>
    <message>
        <source>The file exists already.</source>
        <translation>Die Datei gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name, or open the study.</source>
        <translation>Wählen Sie einen anderen Namen oder öffnen Sie die Studie.</translation>
    </message>
    <message>
        <source>A search needs at least one candidate.</source>
        <translation>Eine Suche braucht mindestens einen Kandidaten.</translation>
    </message>
    <message>
        <source>This is the study itself.</source>
        <translation>Das ist die Studie selbst.</translation>
    </message>
    <message>
        <source>Choose another name for the copy.</source>
        <translation>Wählen Sie einen anderen Namen für die Kopie.</translation>
    </message>
    <message>
        <source>The study cannot be opened for writing.</source>
        <translation>Die Studie kann nicht zum Schreiben geöffnet werden.</translation>
    </message>
    <message>
        <source>The study cannot be locked.</source>
        <translation>Die Studie kann nicht gesperrt werden.</translation>
    </message>
    <message>
        <source>Another program (%1) is writing the study.</source>
        <translation>Ein anderes Programm (%1) schreibt gerade die Studie.</translation>
    </message>
    <message>
        <source>Close it there, or open it read-only here.</source>
        <translation>Schließen Sie sie dort oder öffnen Sie sie hier nur zum Lesen.</translation>
    </message>
    <message>
        <source>The disk failed while the study was read or written.</source>
        <translation>Der Datenträger hat beim Lesen oder Schreiben der Studie versagt.</translation>
    </message>
    <message>
        <source>The study keeps no bytes of this name.</source>
        <translation>Die Studie enthält keine Bytes dieses Namens.</translation>
    </message>
</context>
<context>
    <name>StudyDocument</name>
    <message>
        <source>The search ended with a failure: %1</source>
        <translation>Die Suche endete mit einem Fehler: %1</translation>
    </message>
    <message>
        <source>What was finished is in the study. Start again to continue.</source>
        <translation>Was fertig war, steht in der Studie. Starten Sie erneut, um fortzufahren.</translation>
    </message>
    <message>
        <source>This study is open for reading only: its search cannot change.</source>
        <translation>Diese Studie ist nur zum Lesen geöffnet: Ihre Suche kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Save a copy and open that.</source>
        <translation>Speichern Sie eine Kopie und öffnen Sie diese.</translation>
    </message>
</context>
<context>
    <name>StudyDraft</name>
    <message>
        <source>Nothing is trained here.</source>
        <translation>Hier wird nichts trainiert.</translation>
    </message>
</context>
<context>
    <name>Subprocess</name>
    <message>
        <source>The program ended unexpectedly.</source>
        <translation>Das Programm endete unerwartet.</translation>
    </message>
    <message>
        <source>No program is named.</source>
        <translation>Es ist kein Programm genannt.</translation>
    </message>
    <message>
        <source>The program %1 cannot be started.</source>
        <translation>Das Programm %1 kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Check that it is installed and that its path is right.</source>
        <translation>Prüfen Sie, ob es installiert ist und sein Pfad stimmt.</translation>
    </message>
    <message>
        <source>The program does not read its input.</source>
        <translation>Das Programm liest seine Eingabe nicht.</translation>
    </message>
    <message>
        <source>The program wrote a line of more than 64 MiB.</source>
        <translation>Das Programm schrieb eine Zeile von mehr als 64 MiB.</translation>
    </message>
</context>
<context>
    <name>Tensors</name>
    <message>
        <source>The file is damaged or no safetensors file: write it again.</source>
        <translation>Die Datei ist beschädigt oder keine safetensors-Datei: Schreiben Sie sie neu.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has a name twice or values that do not fit its shape.</source>
        <translation>Der Tensor „%1“ hat einen doppelten Namen oder Werte, die nicht zu seiner Form passen.</translation>
    </message>
    <message>
        <source>Values of type %1 are not supported.</source>
        <translation>Werte vom Typ %1 werden nicht unterstützt.</translation>
    </message>
    <message>
        <source>Convert them to F32.</source>
        <translation>Wandeln Sie sie in F32 um.</translation>
    </message>
    <message>
        <source>Shape or offsets are wrong.</source>
        <translation>Form oder Positionen sind falsch.</translation>
    </message>
    <message>
        <source>The values of &quot;%1&quot; do not lie within the file or do not fit its shape.</source>
        <translation>Die Werte von „%1“ liegen nicht in der Datei oder passen nicht zu seiner Form.</translation>
    </message>
    <message>
        <source>The file ends within its header.</source>
        <translation>Die Datei endet innerhalb ihres Kopfs.</translation>
    </message>
    <message>
        <source>The header claims %1 bytes.</source>
        <translation>Der Kopf gibt %1 Bytes an.</translation>
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>Tensors overlap.</source>
        <translation>Tensoren überlappen sich.</translation>
    </message>
    <message>
        <source>Bytes of the file belong to no tensor.</source>
        <translation>Bytes der Datei gehören zu keinem Tensor.</translation>
    </message>
</context>
<context>
    <name>TextTr</name>
    <message>
        <source>less than a second</source>
        <translation>weniger als eine Sekunde</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>infeasible</source>
        <translation>unzulässig</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>tabulated</source>
        <translation>tabelliert</translation>
    </message>
    <message>
        <source>analytic</source>
        <translation>analytisch</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Ersatzmaß</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>keine Gewichte</translation>
    </message>
    <message>
        <source>own weights</source>
        <translation>eigene Gewichte</translation>
    </message>
    <message>
        <source>inherited weights</source>
        <translation>geerbte Gewichte</translation>
    </message>
    <message>
        <source>shared weights</source>
        <translation>geteilte Gewichte</translation>
    </message>
    <message>
        <source>, %1 epochs</source>
        <translation>, %1 Epochen</translation>
    </message>
    <message>
        <source>, %1 % of the data</source>
        <translation>, %1 % der Daten</translation>
    </message>
    <message>
        <source>screened</source>
        <translation>ausgesiebt</translation>
    </message>
    <message>
        <source>rung %1 of %2</source>
        <translation>Stufe %1 von %2</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>A seed is expected here: a whole number from 0 on.</source>
        <translation>Hier wird ein Startwert erwartet: eine ganze Zahl ab 0.</translation>
    </message>
    <message>
        <source>%1 is out of range for &quot;%2&quot;.</source>
        <translation>%1 liegt außerhalb des Bereichs für „%2“.</translation>
    </message>
    <message>
        <source>Give a number %1 to %2.</source>
        <translation>Geben Sie eine Zahl %1 bis %2 an.</translation>
    </message>
    <message>
        <source>Give a whole number from %1 to %2.</source>
        <translation>Geben Sie eine ganze Zahl von %1 bis %2 an.</translation>
    </message>
    <message>
        <source>The weights do not fit the network: %1.</source>
        <translation>Die Gewichte passen nicht zum Netz: %1.</translation>
    </message>
    <message>
        <source>Use the weights that were trained for this design and scale.</source>
        <translation>Verwenden Sie die Gewichte, die für diesen Entwurf und Maßstab trainiert wurden.</translation>
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation>Der Arbeitsspeicher reichte nicht aus.</translation>
    </message>
    <message>
        <source>Use a smaller batch, a smaller scale of the space, or fewer workers at once.</source>
        <translation>Verwenden Sie einen kleineren Batch, einen kleineren Maßstab des Raums oder weniger Arbeitsprozesse zugleich.</translation>
    </message>
    <message>
        <source>LibTorch refused an operation.</source>
        <translation>LibTorch hat eine Operation verweigert.</translation>
    </message>
    <message>
        <source>The log has its words; please report this design.</source>
        <translation>Der Wortlaut steht im Protokoll; bitte melden Sie diesen Entwurf.</translation>
    </message>
    <message>
        <source>The training was cancelled.</source>
        <translation>Das Training wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The network takes %1, the images of %2 are %3.</source>
        <translation>Das Netz nimmt %1, die Bilder von %2 sind %3.</translation>
    </message>
    <message>
        <source>Choose a scale of the space that fits the data.</source>
        <translation>Wählen Sie einen Maßstab des Raums, der zu den Daten passt.</translation>
    </message>
    <message>
        <source>The network has %1 outputs, but %2 has %3 classes.</source>
        <translation>Das Netz hat %1 Ausgänge, aber %2 hat %3 Klassen.</translation>
    </message>
    <message>
        <source>Choose a scale of the space with as many classes.</source>
        <translation>Wählen Sie einen Maßstab des Raums mit ebenso vielen Klassen.</translation>
    </message>
    <message>
        <source>The test split was not loaded.</source>
        <translation>Die Testdaten wurden nicht geladen.</translation>
    </message>
    <message>
        <source>The training became unstable: the loss is %1 at step %2 of %3.</source>
        <translation>Das Training wurde instabil: Der Verlust ist %1 bei Schritt %2 von %3.</translation>
    </message>
    <message>
        <source>Lower the learning rate or lengthen the warm-up of the recipe.</source>
        <translation>Senken Sie die Lernrate oder verlängern Sie die Aufwärmphase des Rezepts.</translation>
    </message>
</context>
<context>
    <name>WarmStart</name>
    <message>
        <source>Nothing is measured here.</source>
        <translation>Hier wird nichts gemessen.</translation>
    </message>
    <message>
        <source>The study was not made; nothing was written.</source>
        <translation>Die Studie wurde nicht angelegt; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Designs of %1 that fit this space: %2 of %3.</source>
        <translation>Entwürfe aus %1, die in diesen Raum passen: %2 von %3.</translation>
    </message>
    <message>
        <source>The first that does not is candidate %1 of %2:</source>
        <translation>Der erste, der nicht passt, ist Kandidat %1 von %2:</translation>
    </message>
    <message>
        <source>Networks of this space are made in another way than those of %1, so that not all of its values hold here.</source>
        <translation>Die Netze dieses Raums werden auf andere Weise gebildet als die von %1, sodass nicht alle Werte von dort hier gelten.</translation>
    </message>
    <message>
        <source>The earlier studies hold no design that was evaluated.</source>
        <translation>Die früheren Studien enthalten keinen Entwurf, der bewertet wurde.</translation>
    </message>
    <message>
        <source>Name studies of finished searches.</source>
        <translation>Nennen Sie Studien abgeschlossener Suchen.</translation>
    </message>
    <message>
        <source>No design of the earlier studies fits this space: %1</source>
        <translation>Kein Entwurf der früheren Studien passt in diesen Raum: %1</translation>
    </message>
    <message>
        <source>Name studies of this space, or of one with the same choices.</source>
        <translation>Nennen Sie Studien dieses Raums oder eines Raums mit denselben Wahlmöglichkeiten.</translation>
    </message>
    <message>
        <source>Designs that cannot be evaluated here are left out; the first: %1</source>
        <translation>Entwürfe, die hier nicht bewertet werden können, werden ausgelassen; der erste: %1</translation>
    </message>
    <message>
        <source>Candidates taken over as evaluated: %1.</source>
        <translation>Als bewertet übernommene Kandidaten: %1.</translation>
    </message>
    <message>
        <source>Re-used: %1.</source>
        <translation>Wiederverwendet: %1.</translation>
    </message>
    <message>
        <source>Computed anew: %1.</source>
        <translation>Neu berechnet: %1.</translation>
    </message>
    <message>
        <source>Designs of which a value has to be measured here: %1.</source>
        <translation>Entwürfe, von denen hier ein Wert gemessen werden muss: %1.</translation>
    </message>
    <message>
        <source>Of these, designs of the earlier front that are evaluated first: %1 of %2.</source>
        <translation>Davon Entwürfe der früheren Front, die zuerst bewertet werden: %1 von %2.</translation>
    </message>
    <message>
        <source>A study of %1 candidates is out of range.</source>
        <translation>Eine Studie mit %1 Kandidaten liegt außerhalb des zulässigen Bereichs.</translation>
    </message>
    <message>
        <source>Name fewer studies; at most %1 candidates are possible.</source>
        <translation>Nennen Sie weniger Studien; möglich sind höchstens %1 Kandidaten.</translation>
    </message>
    <message>
        <source>A study cannot start from itself.</source>
        <translation>Eine Studie kann nicht von sich selbst ausgehen.</translation>
    </message>
    <message>
        <source>Choose another name for the new study; to go on with this one, continue its search.</source>
        <translation>Wählen Sie einen anderen Namen für die neue Studie; um mit dieser weiterzumachen, setzen Sie ihre Suche fort.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; is new.</source>
        <translation>Die Wahlmöglichkeit „%1“ ist neu.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; was not made there.</source>
        <translation>Über die Wahlmöglichkeit „%1“ wurde dort nicht entschieden.</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; has no level &quot;%2&quot; here.</source>
        <translation>Die Wahlmöglichkeit „%1“ hat hier keine Stufe „%2“.</translation>
    </message>
    <message>
        <source>A constraint does not allow &quot;%1&quot; to be &quot;%2&quot; here.</source>
        <translation>Eine Nebenbedingung lässt hier für „%1“ den Wert „%2“ nicht zu.</translation>
    </message>
    <message>
        <source>%1 is not re-used from %2: it is no objective there.</source>
        <translation>%1 wird aus %2 nicht wiederverwendet: Es ist dort kein Ziel.</translation>
    </message>
    <message>
        <source>%1 is not re-used from %2: it has another unit or direction there.</source>
        <translation>%1 wird aus %2 nicht wiederverwendet: Einheit oder Richtung sind dort anders.</translation>
    </message>
    <message>
        <source>%1 is not re-used from %2: it was obtained in another way there.</source>
        <translation>%1 wird aus %2 nicht wiederverwendet: Es wurde dort auf andere Weise bestimmt.</translation>
    </message>
    <message>
        <source>%1 is not re-used from %2: it was measured on other data or at another scale.</source>
        <translation>%1 wird aus %2 nicht wiederverwendet: Es wurde auf anderen Daten oder in einem anderen Maßstab gemessen.</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The work was cancelled.</source>
        <translation>Die Arbeit wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>It exceeded its deadline of %1 s.</source>
        <translation>Die Frist von %1 s wurde überschritten.</translation>
    </message>
    <message>
        <source>It exceeded its deadline of %1 s in stage &quot;%2&quot;.</source>
        <translation>Die Frist von %1 s wurde im Abschnitt „%2“ überschritten.</translation>
    </message>
    <message>
        <source>Allow more time or make the task smaller.</source>
        <translation>Lassen Sie mehr Zeit oder verkleinern Sie die Aufgabe.</translation>
    </message>
    <message>
        <source>The worker sent something that is no message, and was ended.</source>
        <translation>Der Arbeitsprozess sandte etwas, das keine Nachricht ist, und wurde beendet.</translation>
    </message>
    <message>
        <source>The worker ran out of memory.</source>
        <translation>Dem Arbeitsprozess ging der Speicher aus.</translation>
    </message>
    <message>
        <source>Use fewer workers or a smaller batch.</source>
        <translation>Verwenden Sie weniger Arbeitsprozesse oder einen kleineren Batch.</translation>
    </message>
    <message>
        <source>The worker crashed (%1).</source>
        <translation>Der Arbeitsprozess ist abgestürzt (%1).</translation>
    </message>
    <message>
        <source>Its last words are in the log.</source>
        <translation>Seine letzten Meldungen stehen im Protokoll.</translation>
    </message>
    <message>
        <source>The worker ended with status %1 before it had answered.</source>
        <translation>Der Arbeitsprozess endete mit Status %1, bevor er geantwortet hatte.</translation>
    </message>
    <message>
        <source>The worker program %1 cannot be started.</source>
        <translation>Das Programm %1 des Arbeitsprozesses kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Build or install paretoscope-worker beside this program.</source>
        <translation>Bauen oder installieren Sie paretoscope-worker neben diesem Programm.</translation>
    </message>
    <message>
        <source>The worker ended while it started.</source>
        <translation>Der Arbeitsprozess endete beim Start.</translation>
    </message>
    <message>
        <source>The worker did not say hello: it is another program.</source>
        <translation>Der Arbeitsprozess hat nicht gegrüßt: Es ist ein anderes Programm.</translation>
    </message>
    <message>
        <source>The worker speaks version %1 of the protocol, not %2.</source>
        <translation>Der Arbeitsprozess spricht Version %1 des Protokolls, nicht %2.</translation>
    </message>
    <message>
        <source>The worker did not start within %1 s.</source>
        <translation>Der Arbeitsprozess ist nicht innerhalb von %1 s gestartet.</translation>
    </message>
    <message>
        <source>Check the installation of paretoscope-worker.</source>
        <translation>Prüfen Sie die Installation von paretoscope-worker.</translation>
    </message>
    <message>
        <source>Standard input and output cannot be used for the protocol.</source>
        <translation>Standardeingabe und -ausgabe können nicht für das Protokoll verwendet werden.</translation>
    </message>
    <message>
        <source>The task was cancelled.</source>
        <translation>Die Aufgabe wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The loss is not finite at step 1.</source>
        <translation>Der Verlust ist bei Schritt 1 nicht endlich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no mode of the self-test.</source>
        <translation>„%1“ ist keine Art des Selbsttests.</translation>
    </message>
    <message>
        <source>Tasks of the kind &quot;%1&quot; are not known here.</source>
        <translation>Aufgaben der Art „%1“ sind hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Use programs of the same version together.</source>
        <translation>Verwenden Sie Programme derselben Version zusammen.</translation>
    </message>
    <message>
        <source>Nobody here keeps tasks of the kind &quot;%1&quot;.</source>
        <translation>Aufgaben der Art „%1“ hält hier niemand vor.</translation>
    </message>
    <message>
        <source>The worker keeps no tasks of the kind &quot;%1&quot;.</source>
        <translation>Der Arbeitsprozess hält keine Aufgaben der Art „%1“ vor.</translation>
    </message>
    <message>
        <source>The worker that kept the task has ended.</source>
        <translation>Der Arbeitsprozess, der die Aufgabe vorhielt, ist beendet.</translation>
    </message>
    <message>
        <source>No task %1 is open here.</source>
        <translation>Hier ist keine Aufgabe %1 offen.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Explorer for hardware-aware neural architecture search.</source>
        <translation>Erkundung hardwarebewusster Architektursuchen.</translation>
    </message>
    <message>
        <source>Open the example study.</source>
        <translation>Die Beispielstudie öffnen.</translation>
    </message>
    <message>
        <source>Start (or continue) its search.</source>
        <translation>Ihre Suche starten (oder fortsetzen).</translation>
    </message>
    <message>
        <source>Study (.pscope), design space or search configuration (.json), or model (.onnx).</source>
        <translation>Studie (.pscope), Entwurfsraum oder Suchkonfiguration (.json) oder Modell (.onnx).</translation>
    </message>
    <message>
        <source>Something went wrong in the program: %1</source>
        <translation>Im Programm ist etwas schiefgegangen: %1</translation>
    </message>
    <message>
        <source>What you did last may be incomplete. Save what you need and start the program again.</source>
        <translation>Was Sie zuletzt getan haben, ist möglicherweise unvollständig. Speichern Sie, was Sie brauchen, und starten Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>pscope::CalibrationPlot</name>
    <message>
        <source>Nothing was predicted yet.</source>
        <translation>Es wurde noch nichts vorhergesagt.</translation>
    </message>
    <message>
        <source>measured %1</source>
        <translation>gemessen %1</translation>
    </message>
    <message>
        <source>predicted %1</source>
        <translation>vorhergesagt %1</translation>
    </message>
    <message>
        <source>inside its 95 % interval</source>
        <translation>innerhalb seines 95-%-Intervalls</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n design(s) were measured inside their predicted 95 % interval.</source>
        <translation>
            <numerusform>%1 von %n Entwurf wurde innerhalb seines vorhergesagten 95-%-Intervalls gemessen.</numerusform>
            <numerusform>%1 von %n Entwürfen wurden innerhalb ihres vorhergesagten 95-%-Intervalls gemessen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Predicted against measured</source>
        <translation>Vorhergesagt gegen gemessen</translation>
    </message>
    <message>
        <source>Candidate %1: %2 measured %3
predicted %4, 95 % interval ± %5</source>
        <translation>Kandidat %1: gemessen %2 %3
vorhergesagt %4, 95-%-Intervall ± %5</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message numerus="yes">
        <source>%n design(s) outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n Entwurf außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform>
            <numerusform>%n Entwürfe außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::CandidateModel</name>
    <message>
        <source>On the Pareto front: no other candidate is better in every objective.</source>
        <translation>Auf der Pareto-Front: Kein anderer Kandidat ist in jedem Ziel besser.</translation>
    </message>
    <message>
        <source>Not evaluated.</source>
        <translation>Nicht bewertet.</translation>
    </message>
    <message>
        <source>%1, %2, level %3
%4</source>
        <translation>%1, %2, Stufe %3
%4</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message>
        <source>not on the front</source>
        <translation>nicht auf der Front</translation>
    </message>
    <message>
        <source>◆: on the Pareto front</source>
        <translation>◆: auf der Pareto-Front</translation>
    </message>
    <message>
        <source>Number of the candidate, in the order of asking</source>
        <translation>Nummer des Kandidaten in der Reihenfolge der Suche</translation>
    </message>
    <message>
        <source>%1: less is better</source>
        <translation>%1: weniger ist besser</translation>
    </message>
    <message>
        <source>%1: more is better</source>
        <translation>%1: mehr ist besser</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Judged on %1 and not promoted: its values are not confirmed.</source>
        <translation>Auf %1 beurteilt und nicht aufgestiegen: Die Werte sind nicht bestätigt.</translation>
    </message>
</context>
<context>
    <name>pscope::CandidateTooltip</name>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
</context>
<context>
    <name>pscope::ComparisonPlot</name>
    <message>
        <source>Strategies compared</source>
        <translation>Strategien im Vergleich</translation>
    </message>
    <message>
        <source>Nothing was compared yet.</source>
        <translation>Noch wurde nichts verglichen.</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>hypervolume ratio</source>
        <translation>Hypervolumen-Verhältnis</translation>
    </message>
    <message>
        <source>At the end: %1.</source>
        <translation>Am Ende: %1.</translation>
    </message>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>nach %n Bewertung</numerusform>
            <numerusform>nach %n Bewertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 (%3 to %4)</source>
        <translation>%1: %2 (%3 bis %4)</translation>
    </message>
    <message>
        <source>%1, low</source>
        <translation>%1, untere Grenze</translation>
    </message>
    <message>
        <source>%1, high</source>
        <translation>%1, obere Grenze</translation>
    </message>
</context>
<context>
    <name>pscope::CostChangeModel</name>
    <message>
        <source>Bound: %1</source>
        <translation>Schranke: %1</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>in %</source>
        <translation>in %</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
</context>
<context>
    <name>pscope::CostLabel</name>
    <message>
        <source>Cost of the search</source>
        <translation>Kosten der Suche</translation>
    </message>
    <message>
        <source>Time of all measurements together, each on one core; what comes next is estimated from the second half of it.</source>
        <translation>Zeit aller Messungen zusammen, jede auf einem Kern; was als Nächstes kommt, wird aus der zweiten Hälfte davon geschätzt.</translation>
    </message>
    <message>
        <source>In that half the hypervolume grew by %1 % of its present value a CPU-hour.</source>
        <translation>In dieser Hälfte wuchs das Hypervolumen je CPU-Stunde um %1 % seines jetzigen Werts.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
</context>
<context>
    <name>pscope::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>What are the designs trained on?</source>
        <translation>Womit werden die Entwürfe trainiert?</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Letters (built in, nothing to download)</source>
        <translation>Buchstaben (eingebaut, nichts herunterzuladen)</translation>
    </message>
    <message>
        <source>IDX files, such as MNIST and Fashion-MNIST</source>
        <translation>IDX-Dateien wie MNIST und Fashion-MNIST</translation>
    </message>
    <message>
        <source>CIFAR-10, binary version</source>
        <translation>CIFAR-10, Binärfassung</translation>
    </message>
    <message>
        <source>Folder with the files, compressed or not</source>
        <translation>Ordner mit den Dateien, gepackt oder nicht</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>A search only ever sees the training and validation images; the test images stay untouched until you ask for them. Data are needed only if an objective is trained.</source>
        <translation>Eine Suche sieht nur die Trainings- und Validierungsbilder; die Testbilder bleiben unberührt, bis Sie danach fragen. Daten werden nur gebraucht, wenn für ein Ziel trainiert wird.</translation>
    </message>
    <message numerus="yes">
        <source>Images of %1 in %n class(es).</source>
        <translation>
            <numerusform>Bilder von %1 in %n Klasse.</numerusform>
            <numerusform>Bilder von %1 in %n Klassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ten letters drawn from the fonts of this computer; the fonts of the test images do not occur in training.</source>
        <translation>Zehn Buchstaben aus den Schriften dieses Rechners; die Schriften der Testbilder kommen im Training nicht vor.</translation>
    </message>
    <message>
        <source>Folder of the data</source>
        <translation>Ordner der Daten</translation>
    </message>
</context>
<context>
    <name>pscope::DesignEditor</name>
    <message>
        <source>Begin with %1</source>
        <translation>Beginn mit %1</translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Änderung von %1</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceDocument</name>
    <message>
        <source>Change the %1</source>
        <translation>Ändern: %1</translation>
    </message>
    <message>
        <source>Change “%1”</source>
        <translation>„%1“ ändern</translation>
    </message>
    <message>
        <source>Change the evidence of “%1”</source>
        <translation>Beleg für „%1“ ändern</translation>
    </message>
    <message>
        <source>Change the source of “%1”</source>
        <translation>Quelle für „%1“ ändern</translation>
    </message>
    <message>
        <source>Add “%1”</source>
        <translation>„%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Fit to measurements</source>
        <translation>An Messwerte anpassen</translation>
    </message>
    <message>
        <source>Remove what was fitted</source>
        <translation>Angepasstes entfernen</translation>
    </message>
    <message>
        <source>Import a table</source>
        <translation>Tabelle importieren</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>Zustandsprüfung</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceEditor</name>
    <message>
        <source>Name of the device</source>
        <translation>Name des Geräts</translation>
    </message>
    <message>
        <source>Duplicate to edit</source>
        <translation>Zum Bearbeiten duplizieren</translation>
    </message>
    <message>
        <source>Presets stay as they are: a copy of your own can be edited (Ctrl+D)</source>
        <translation>Vorgaben bleiben, wie sie sind: Eine eigene Kopie lässt sich bearbeiten (Strg+D)</translation>
    </message>
    <message>
        <source>Family of the device</source>
        <translation>Familie des Geräts</translation>
    </message>
    <message>
        <source>phone, single-board computer, …</source>
        <translation>Telefon, Einplatinenrechner, …</translation>
    </message>
    <message>
        <source>What the device is, in a sentence</source>
        <translation>Was das Gerät ist, in einem Satz</translation>
    </message>
    <message>
        <source>Processor, clock, memory</source>
        <translation>Prozessor, Takt, Speicher</translation>
    </message>
    <message>
        <source>What the runtime does to operators that reach nothing</source>
        <translation>Was die Laufzeitumgebung mit Operatoren tut, die nichts erreichen</translation>
    </message>
    <message>
        <source>Operators whose result reaches nothing: run and paid for, removed, or folded together with those that do not depend on the input</source>
        <translation>Operatoren, deren Ergebnis nichts erreicht: ausgeführt und bezahlt, entfernt oder zusammengefaltet mit denen, die nicht von der Eingabe abhängen</translation>
    </message>
    <message>
        <source>kept and paid for</source>
        <translation>behalten und bezahlt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>gefaltet</translation>
    </message>
    <message>
        <source>Go to the figure</source>
        <translation>Zur Kennzahl gehen</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Kurzbeschreibung</translation>
    </message>
    <message>
        <source>Dead operators</source>
        <translation>Tote Operatoren</translation>
    </message>
    <message>
        <source>Figures of the device</source>
        <translation>Kennzahlen des Geräts</translation>
    </message>
    <message>
        <source>Add a figure</source>
        <translation>Kennzahl hinzufügen</translation>
    </message>
    <message>
        <source>Figures that cost models read and that are not here yet</source>
        <translation>Kennzahlen, die Kostenmodelle lesen und die hier noch fehlen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected figure (Delete)</source>
        <translation>Die ausgewählte Kennzahl entfernen (Entf)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Choose a device from the list.</source>
        <translation>Wählen Sie ein Gerät aus der Liste.</translation>
    </message>
    <message>
        <source>This profile knows nothing of the hardware yet.
Add figures, or fit it to measurements.</source>
        <translation>Dieses Profil weiß noch nichts über die Hardware.
Fügen Sie Kennzahlen hinzu oder passen Sie es an Messwerte an.</translation>
    </message>
    <message>
        <source>A preset: it stays as it is.</source>
        <translation>Eine Vorgabe: Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Not saved while a figure is wrong; your text is kept in a draft.</source>
        <translation>Nicht gespeichert, solange eine Kennzahl falsch ist; Ihr Text bleibt in einem Zwischenstand erhalten.</translation>
    </message>
    <message>
        <source>Every change is saved at once.</source>
        <translation>Jede Änderung wird sofort gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>Fitted to %n design(s) of %1 (batch %2%3)</source>
        <translation>
            <numerusform>Angepasst an %n Entwurf aus %1 (Batch %2%3)</numerusform>
            <numerusform>Angepasst an %n Entwürfe aus %1 (Batch %2%3)</numerusform>
        </translation>
    </message>
    <message>
        <source>: held-out Spearman %1, %2 % within 10 %.</source>
        <translation>: Spearman an zurückgehaltenen Entwürfen %1, %2 % innerhalb von 10 %.</translation>
    </message>
    <message>
        <source>Undo: %1 (Ctrl+Z)</source>
        <translation>Rückgängig: %1 (Strg+Z)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo: %1 (Ctrl+Shift+Z)</source>
        <translation>Wiederherstellen: %1 (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Wiederherstellen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Check health</source>
        <translation>Zustand prüfen</translation>
    </message>
    <message>
        <source>Times three networks again, to see whether the device still is as it was measured</source>
        <translation>Misst die Zeit dreier Netze erneut, um zu sehen, ob das Gerät noch so ist wie bei der Messung</translation>
    </message>
    <message>
        <source>Measured %1.</source>
        <translation>Gemessen am %1.</translation>
    </message>
    <message>
        <source>Not checked since.</source>
        <translation>Seitdem nicht geprüft.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends the check; nothing of it is kept</source>
        <translation>Beendet die Prüfung; nichts davon bleibt erhalten</translation>
    </message>
    <message>
        <source>The health of another device is being checked: two would disturb each other.</source>
        <translation>Der Zustand eines anderen Geräts wird gerade geprüft: Zwei Prüfungen würden einander stören.</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceEstimateModel</name>
    <message>
        <source>Estimated (%1, %2, batch 1), weakest evidence %3</source>
        <translation>Geschätzt (%1, %2, Batch 1), schwächster Beleg %3</translation>
    </message>
    <message>
        <source>no estimate</source>
        <translation>keine Schätzung</translation>
    </message>
    <message>
        <source>Millijoules for one input: power of the board at full load times the latency</source>
        <translation>Millijoule für eine Eingabe: Leistung der Platine unter Volllast mal Latenz</translation>
    </message>
    <message>
        <source>Weights and peak activations</source>
        <translation>Gewichte und größte gleichzeitige Aktivierungen</translation>
    </message>
    <message>
        <source>Precision, and the weakest evidence among the numbers that entered</source>
        <translation>Rechengenauigkeit und der schwächste Beleg unter den eingegangenen Zahlen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceFiguresModel</name>
    <message>
        <source>type a value in %1</source>
        <translation>Wert in %1 eingeben</translation>
    </message>
    <message>
        <source>How the figure is known, from verified (V) to engineering estimate (E)</source>
        <translation>Woher die Kennzahl bekannt ist, von geprüft (V) bis zur fachlichen Schätzung (E)</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceFitDialog</name>
    <message>
        <source>Fit %1 to measurements</source>
        <translation>%1 an Messwerte anpassen</translation>
    </message>
    <message>
        <source>Progress of the fit</source>
        <translation>Fortschritt der Anpassung</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Learn from the measurements; nothing is changed yet</source>
        <translation>Aus den Messwerten lernen; noch wird nichts geändert</translation>
    </message>
    <message>
        <source>Take it into the profile</source>
        <translation>Ins Profil übernehmen</translation>
    </message>
    <message>
        <source>The fit was cancelled; nothing was changed.</source>
        <translation>Die Anpassung wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Table of measurements (CSV)</source>
        <translation>Tabelle der Messwerte (CSV)</translation>
    </message>
    <message>
        <source>Table of measurements</source>
        <translation>Tabelle der Messwerte</translation>
    </message>
    <message>
        <source>The column of the latencies</source>
        <translation>Die Spalte der Latenzen</translation>
    </message>
    <message>
        <source>Column of the latencies</source>
        <translation>Spalte der Latenzen</translation>
    </message>
    <message>
        <source>from the column&apos;s name (…_ms)</source>
        <translation>aus dem Namen der Spalte (…_ms)</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>%1 (of the study)</source>
        <translation>%1 (der Studie)</translation>
    </message>
    <message>
        <source>Space of the designs</source>
        <translation>Raum der Entwürfe</translation>
    </message>
    <message>
        <source>Table that says which design a row is (optional)</source>
        <translation>Tabelle, die sagt, welcher Entwurf eine Zeile ist (optional)</translation>
    </message>
    <message>
        <source>Table of designs</source>
        <translation>Tabelle der Entwürfe</translation>
    </message>
    <message>
        <source>The column that both tables have</source>
        <translation>Die Spalte, die beide Tabellen haben</translation>
    </message>
    <message>
        <source>Column in both</source>
        <translation>Spalte in beiden</translation>
    </message>
    <message>
        <source>Inputs at a time, when it was measured</source>
        <translation>Eingaben auf einmal, als gemessen wurde</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>Measurements that were found</source>
        <translation>Gefundene Messwerte</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>Tabelle wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a table with one measured design a row: a column of designs in the space&apos;s text form, and one of latencies. Thirty designs are enough to begin with.</source>
        <translation>Wählen Sie eine Tabelle mit einem gemessenen Entwurf je Zeile: eine Spalte mit Entwürfen in der Textform des Raums und eine mit Latenzen. Dreißig Entwürfe genügen für den Anfang.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n measured design(s) were found.</source>
        <translation>
            <numerusform>%n gemessener Entwurf wurde gefunden.</numerusform>
            <numerusform>%n gemessene Entwürfe wurden gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are empty and left out.</source>
        <translation>
            <numerusform>%n Zeile ist leer und wird ausgelassen.</numerusform>
            <numerusform>%n Zeilen sind leer und werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The first %1 are shown.</source>
        <translation>Die ersten %1 werden gezeigt.</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;Held out: Spearman %1, median error %2 %, %3 within 5 %, %4 within 10 %.&lt;/b&gt; Each of the %n design(s) is predicted by a fit that did not see it.</source>
        <translation>
            <numerusform>&lt;b&gt;Zurückgehalten: Spearman %1, mittlerer Fehler (Median) %2 %, %3 innerhalb von 5 %, %4 innerhalb von 10 %.&lt;/b&gt; %n Entwurf wird von einer Anpassung vorhergesagt, die ihn nicht gesehen hat.</numerusform>
            <numerusform>&lt;b&gt;Zurückgehalten: Spearman %1, mittlerer Fehler (Median) %2 %, %3 innerhalb von 5 %, %4 innerhalb von 10 %.&lt;/b&gt; Jeder der %n Entwürfe wird von einer Anpassung vorhergesagt, die ihn nicht gesehen hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are too few designs to judge the fit by.</source>
        <translation>Es sind zu wenige Entwürfe, um die Anpassung zu beurteilen.</translation>
    </message>
    <message numerus="yes">
        <source>Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit can be better.</source>
        <translation>
            <numerusform>Grenze der Wiederholbarkeit: Von %n Paar, das dieselben Operatoren ausführt, stimmen %1 auf 10 % überein. Keine Anpassung kann besser sein.</numerusform>
            <numerusform>Grenze der Wiederholbarkeit: Von %n Paaren, die dieselben Operatoren ausführen, stimmen %1 auf 10 % überein. Keine Anpassung kann besser sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repeatability floor: not known, no two designs execute the same operators.</source>
        <translation>Grenze der Wiederholbarkeit: nicht bekannt, keine zwei Entwürfe führen dieselben Operatoren aus.</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceLibrary</name>
    <message>
        <source>preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigenes</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>has problems</source>
        <translation>hat Probleme</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceMeasureDialog</name>
    <message>
        <source>Measure a device</source>
        <translation>Gerät messen</translation>
    </message>
    <message>
        <source>Stopped. What was timed is kept in the folder: “Measure” goes on from there.</source>
        <translation>Angehalten. Was gemessen wurde, bleibt im Ordner erhalten: „Messen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Networks of the space are timed, a fit learns the latency of all others from them, and further networks that it has not seen judge it. On this machine a network runs in a process of its own; leave the machine alone meanwhile. Another device is asked through a program of yours that gets each network as an ONNX file and prints its latency. No profile is changed.</source>
        <translation>Die Laufzeit von Netzen des Raums wird gemessen, eine Anpassung lernt daraus die Latenz aller anderen, und an weiteren Netzen, die sie nicht gesehen hat, wird sie beurteilt. Auf diesem Rechner läuft jedes Netz in einem eigenen Prozess; lassen Sie den Rechner währenddessen in Ruhe. Ein anderes Gerät wird über ein Programm von Ihnen befragt, das jedes Netz als ONNX-Datei erhält und dessen Latenz ausgibt. Kein Profil wird geändert.</translation>
    </message>
    <message>
        <source>What was run and what came of it</source>
        <translation>Was ausgeführt wurde und was dabei herauskam</translation>
    </message>
    <message>
        <source>“Dry run” shows here what would be run. “Try once” runs it for one network.</source>
        <translation>„Probelauf“ zeigt hier, was ausgeführt würde. „Einmal versuchen“ führt es für ein Netz aus.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>&amp;Save as profile</source>
        <translation>Als Profil &amp;speichern</translation>
    </message>
    <message>
        <source>A new profile of your own; those that are there stay as they are.</source>
        <translation>Ein neues eigenes Profil; die vorhandenen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Dr&amp;y run</source>
        <translation>&amp;Probelauf</translation>
    </message>
    <message>
        <source>Shows what would be run, and runs nothing</source>
        <translation>Zeigt, was ausgeführt würde, und führt nichts aus</translation>
    </message>
    <message>
        <source>Try on&amp;ce</source>
        <translation>&amp;Einmal versuchen</translation>
    </message>
    <message>
        <source>Times one network, to see whether it works and how long it takes</source>
        <translation>Misst die Zeit eines Netzes, um zu sehen, ob es funktioniert und wie lange es dauert</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message numerus="yes">
        <source>%n timing(s), about %1.</source>
        <translation>
            <numerusform>%n Zeitmessung, etwa %1.</numerusform>
            <numerusform>%n Zeitmessungen, etwa %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the program, about %1 by the one that was tried.</source>
        <translation>
            <numerusform>%n Lauf des Programms, nach dem ausprobierten etwa %1.</numerusform>
            <numerusform>%n Läufe des Programms, nach dem ausprobierten etwa %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) of the program; “Try once” tells how long one takes.</source>
        <translation>
            <numerusform>%n Lauf des Programms; „Einmal versuchen“ zeigt, wie lange er dauert.</numerusform>
            <numerusform>%n Läufe des Programms; „Einmal versuchen“ zeigt, wie lange einer dauert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder holds %n timing(s) already: they are kept.</source>
        <translation>
            <numerusform>Der Ordner enthält bereits %n Zeitmessung: Sie bleibt erhalten.</numerusform>
            <numerusform>Der Ordner enthält bereits %n Zeitmessungen: Sie bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>What was timed is kept (Esc)</source>
        <translation>Was gemessen wurde, bleibt erhalten (Esc)</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>Nothing was run. A design of the space is:
  %1</source>
        <translation>Es wurde nichts ausgeführt. Ein Entwurf des Raums ist:
  %1</translation>
    </message>
    <message>
        <source>It would run in a process of its own on this machine, in LibTorch, again and again for each timing.</source>
        <translation>Er würde auf diesem Rechner in einem eigenen Prozess laufen, in LibTorch, für jede Zeitmessung immer wieder.</translation>
    </message>
    <message>
        <source>Its model was written to %1. Each design would run, without a shell:</source>
        <translation>Sein Modell wurde nach %1 geschrieben. Für jeden Entwurf würde ohne Shell ausgeführt:</translation>
    </message>
    <message>
        <source>At most %1 are waited for it.</source>
        <translation>Darauf wird höchstens %1 gewartet.</translation>
    </message>
    <message>
        <source>One network took %1 ms (the run of it %2): %3</source>
        <translation>Ein Netz brauchte %1 ms (sein Lauf %2): %3</translation>
    </message>
    <message>
        <source>%1 of %2 timings</source>
        <translation>%1 von %2 Zeitmessungen</translation>
    </message>
    <message>
        <source>, %1 left</source>
        <translation>, noch %1</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Gespeichert als „%1“.</translation>
    </message>
    <message>
        <source>Choose a folder for the timings.</source>
        <translation>Wählen Sie einen Ordner für die Zeitmessungen.</translation>
    </message>
    <message>
        <source>The folder holds timings of another measurement. Choose another folder.</source>
        <translation>Der Ordner enthält Zeitmessungen einer anderen Messung. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder holds a finished measurement of %1: “Measure” asks what becomes of it.</source>
        <translation>Der Ordner enthält eine abgeschlossene Messung von %1: „Messen“ fragt, was damit geschehen soll.</translation>
    </message>
    <message>
        <source>The folder holds a finished measurement</source>
        <translation>Der Ordner enthält eine abgeschlossene Messung</translation>
    </message>
    <message>
        <source>Measure everything anew?</source>
        <translation>Alles neu messen?</translation>
    </message>
    <message>
        <source>The timings that are in %1 are not taken again there; only what is missing would be. Anew, everything is timed into %2.</source>
        <translation>Die Zeitmessungen, die in %1 liegen, werden dort nicht wiederholt; nur was fehlt, würde gemessen. Beim Neumessen wird alles in %2 gemessen.</translation>
    </message>
    <message>
        <source>Measure &amp;anew</source>
        <translation>&amp;Neu messen</translation>
    </message>
    <message>
        <source>&amp;Go on with its timings</source>
        <translation>Mit diesen Zeitmessungen &amp;weitermachen</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceMeasureForm</name>
    <message>
        <source>The networks that are timed are designs of this space; the profile prices its designs.</source>
        <translation>Die Netze, deren Zeit gemessen wird, sind Entwürfe dieses Raums; das Profil bestimmt die Kosten seiner Entwürfe.</translation>
    </message>
    <message>
        <source>%1 (of the study)</source>
        <translation>%1 (der Studie)</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>S&amp;pace:</source>
        <translation>&amp;Raum:</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Another device, through a program</source>
        <translation>Ein anderes Gerät, über ein Programm</translation>
    </message>
    <message>
        <source>&amp;Device:</source>
        <translation>&amp;Gerät:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Time that each network and operator runs for, again and again, in each round.</source>
        <translation>Zeit, über die jedes Netz und jeder Operator in jeder Runde immer wieder läuft.</translation>
    </message>
    <message>
        <source>Threads of one inference.</source>
        <translation>Threads einer Inferenz.</translation>
    </message>
    <message>
        <source>&amp;Operators, too</source>
        <translation>Auch &amp;Operatoren</translation>
    </message>
    <message>
        <source>Times every operator of the space alone, too: a look-up table beside the fit.</source>
        <translation>Misst auch die Zeit jedes Operators des Raums einzeln: eine Nachschlagetabelle neben der Anpassung.</translation>
    </message>
    <message>
        <source>Each &amp;timing:</source>
        <translation>Je &amp;Zeitmessung:</translation>
    </message>
    <message>
        <source>Thr&amp;eads:</source>
        <translation>&amp;Threads:</translation>
    </message>
    <message>
        <source>Networks that the fit learns from.</source>
        <translation>Netze, aus denen die Anpassung lernt.</translation>
    </message>
    <message>
        <source>Other networks that judge the fit: it does not see them.</source>
        <translation>Weitere Netze, an denen die Anpassung beurteilt wird: Sie sieht diese nicht.</translation>
    </message>
    <message>
        <source>Everything is timed so often, in another order each time; the least of an item counts.</source>
        <translation>So oft wird alles gemessen, jedes Mal in anderer Reihenfolge; je Messobjekt zählt der kleinste Wert.</translation>
    </message>
    <message>
        <source>Inputs at a time.</source>
        <translation>Eingaben auf einmal.</translation>
    </message>
    <message>
        <source>C&amp;hoose networks as it learns</source>
        <translation>Netze beim Lernen &amp;wählen</translation>
    </message>
    <message>
        <source>After a third of the networks, those are measured of which a fit to the ones before is the least certain: for devices on which every timing is dear.</source>
        <translation>Nach einem Drittel der Netze werden diejenigen gemessen, bei denen eine Anpassung an die vorherigen am unsichersten ist: für Geräte, auf denen jede Messung teuer ist.</translation>
    </message>
    <message>
        <source>&amp;Learn from:</source>
        <translation>&amp;Lernen aus:</translation>
    </message>
    <message>
        <source>&amp;Judge by:</source>
        <translation>&amp;Beurteilen an:</translation>
    </message>
    <message>
        <source>&amp;Rounds:</source>
        <translation>R&amp;unden:</translation>
    </message>
    <message>
        <source>&amp;Batch:</source>
        <translation>Bat&amp;ch:</translation>
    </message>
    <message>
        <source>Folder of the measurements</source>
        <translation>Ordner der Messungen</translation>
    </message>
    <message>
        <source>Every timing is kept here at once: a measurement that was stopped goes on from there.</source>
        <translation>Jede Zeitmessung wird hier sofort gespeichert: Eine angehaltene Messung geht von dort aus weiter.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder of the measurements</source>
        <translation>Ordner der Messungen wählen</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>Or&amp;dner:</translation>
    </message>
    <message>
        <source>Space of the networks</source>
        <translation>Raum der Netze</translation>
    </message>
    <message>
        <source>Spaces (*.json);;All files (*)</source>
        <translation>Räume (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceMeasureResult</name>
    <message>
        <source>No network was kept to judge the fit by.</source>
        <translation>Es wurde kein Netz zurückgehalten, um die Anpassung zu beurteilen.</translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; over %n unseen network(s): Spearman %2, median error %3, %4 within 5 %, %5 within 10 %.</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; bei %n ungesehenem Netz: Spearman %2, mittlerer Fehler (Median) %3, %4 innerhalb von 5 %, %5 innerhalb von 10 %.</numerusform>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; bei %n ungesehenen Netzen: Spearman %2, mittlerer Fehler (Median) %3, %4 innerhalb von 5 %, %5 innerhalb von 10 %.</numerusform>
        </translation>
    </message>
    <message>
        <source>The fit</source>
        <translation>Die Anpassung</translation>
    </message>
    <message>
        <source>The sum of operators</source>
        <translation>Die Summe der Operatoren</translation>
    </message>
    <message numerus="yes">
        <source>Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit can be better.</source>
        <translation>
            <numerusform>Grenze der Wiederholbarkeit: Von %n Paar, das dieselben Operatoren ausführt, stimmen %1 auf 10 % überein. Keine Anpassung kann besser sein.</numerusform>
            <numerusform>Grenze der Wiederholbarkeit: Von %n Paaren, die dieselben Operatoren ausführen, stimmen %1 auf 10 % überein. Keine Anpassung kann besser sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repeatability floor: not known, no two designs execute the same operators.</source>
        <translation>Grenze der Wiederholbarkeit: nicht bekannt, keine zwei Entwürfe führen dieselben Operatoren aus.</translation>
    </message>
    <message>
        <source>Noise: the rounds of one item differ by %1 in the median. </source>
        <translation>Rauschen: Die Runden eines Messobjekts weichen im Median um %1 voneinander ab. </translation>
    </message>
    <message>
        <source>Drift: three networks at the end against the beginning: %1.</source>
        <translation>Drift: drei Netze am Ende gegenüber dem Anfang: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Clock governor: %1. Load at the beginning: %2 on %n core(s).</source>
        <translation>
            <numerusform>Taktregler: %1. Last zu Beginn: %2 auf %n Kern.</numerusform>
            <numerusform>Taktregler: %1. Last zu Beginn: %2 auf %n Kernen.</numerusform>
        </translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message numerus="yes">
        <source>%n timing(s) are of an earlier run; the measurement is dated %1.</source>
        <translation>
            <numerusform>%n Zeitmessung stammt aus einem früheren Lauf; die Messung ist auf %1 datiert.</numerusform>
            <numerusform>%n Zeitmessungen stammen aus einem früheren Lauf; die Messung ist auf %1 datiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::DeviceNetworkSource</name>
    <message>
        <source>Network whose operators are shown</source>
        <translation>Netz, dessen Operatoren gezeigt werden</translation>
    </message>
    <message>
        <source>The network whose operators are shown</source>
        <translation>Das Netz, dessen Operatoren gezeigt werden</translation>
    </message>
    <message>
        <source>Current candidate of the study</source>
        <translation>Aktueller Kandidat der Studie</translation>
    </message>
    <message>
        <source>A design of %1</source>
        <translation>Ein Entwurf aus %1</translation>
    </message>
    <message>
        <source>ONNX model…</source>
        <translation>ONNX-Modell …</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>Ein anderes</translation>
    </message>
    <message>
        <source>Another random design, or another model</source>
        <translation>Ein anderer zufälliger Entwurf oder ein anderes Modell</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>No candidate is selected.</source>
        <translation>Kein Kandidat ist ausgewählt.</translation>
    </message>
    <message>
        <source>Candidate %1: %2</source>
        <translation>Kandidat %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s) are not known</source>
        <translation>
            <numerusform>%n Operator ist nicht bekannt</numerusform>
            <numerusform>%n Operatoren sind nicht bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx);;All files (*)</source>
        <translation>ONNX-Modelle (*.onnx);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>pscope::DevicePage</name>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where will the network run?</source>
        <translation>Worauf wird das Netz laufen?</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Latency and energy are computed from these figures; the letter behind each tells how well it is known (V, P: published or verified; C, D, E: derived or estimated).</source>
        <translation>Latenz und Energie werden aus diesen Zahlen berechnet; der Buchstabe dahinter sagt, wie gut sie bekannt sind (V, P: veröffentlicht oder geprüft; C, D, E: abgeleitet oder geschätzt).</translation>
    </message>
    <message>
        <source>%1 (your own)</source>
        <translation>%1 (eigenes)</translation>
    </message>
</context>
<context>
    <name>pscope::DevicePerspective</name>
    <message>
        <source>Roofline</source>
        <translation>Roofline</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>The candidates of the study on other devices, side by side</source>
        <translation>Die Kandidaten der Studie auf anderen Geräten, nebeneinander</translation>
    </message>
    <message>
        <source>Search devices</source>
        <translation>Geräte suchen</translation>
    </message>
    <message>
        <source>Every word must be found in name, family or summary (Ctrl+F)</source>
        <translation>Jedes Wort muss in Name, Familie oder Kurzbeschreibung vorkommen (Strg+F)</translation>
    </message>
    <message>
        <source>Family of the devices that are listed</source>
        <translation>Familie der aufgeführten Geräte</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>No device is like that.</source>
        <translation>Kein Gerät entspricht dem.</translation>
    </message>
    <message>
        <source>New, open, …</source>
        <translation>Neu, öffnen, …</translation>
    </message>
    <message>
        <source>Make, open, copy, save or remove a profile</source>
        <translation>Ein Profil anlegen, öffnen, kopieren, speichern oder entfernen</translation>
    </message>
    <message>
        <source>&amp;New profile…</source>
        <translation>&amp;Neues Profil …</translation>
    </message>
    <message>
        <source>&amp;Open a profile…</source>
        <translation>Profil ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Fit to measurements…</source>
        <translation>An &amp;Messwerte anpassen …</translation>
    </message>
    <message>
        <source>&amp;Save a copy as…</source>
        <translation>&amp;Kopie speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>Alle Geräte</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>Name of the device:</source>
        <translation>Name des Geräts:</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Open a profile</source>
        <translation>Profil öffnen</translation>
    </message>
    <message>
        <source>Device profiles (*.json);;All files (*)</source>
        <translation>Geräteprofile (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Device profiles (*.json)</source>
        <translation>Geräteprofile (*.json)</translation>
    </message>
    <message>
        <source>A copy was saved as %1.</source>
        <translation>Eine Kopie wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>“%1” was put aside as %2.</source>
        <translation>„%1“ wurde als %2 beiseitegelegt.</translation>
    </message>
    <message>
        <source>The fit is part of “%1” now; undo takes it back.</source>
        <translation>Die Anpassung gehört jetzt zu „%1“; Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>When each operator runs by any cost model, and what the memory holds meanwhile</source>
        <translation>Wann jeder Operator nach einem beliebigen Kostenmodell läuft und was der Speicher währenddessen enthält</translation>
    </message>
    <message>
        <source>Measure…</source>
        <translation>Messen …</translation>
    </message>
    <message>
        <source>Time networks on this machine or another device, and learn its latency from them (Ctrl+M)</source>
        <translation>Die Laufzeit von Netzen auf diesem Rechner oder einem anderen Gerät messen und daraus dessen Latenz lernen (Strg+M)</translation>
    </message>
    <message>
        <source>&amp;Import a table…</source>
        <translation>Tabelle &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Measure…</source>
        <translation>Me&amp;ssen …</translation>
    </message>
    <message>
        <source>Check &amp;health</source>
        <translation>&amp;Zustand prüfen</translation>
    </message>
    <message>
        <source>Save &amp;everything to a folder…</source>
        <translation>&amp;Alles in einem Ordner speichern …</translation>
    </message>
    <message>
        <source>The table is part of “%1” now; undo takes it back.</source>
        <translation>Die Tabelle gehört jetzt zu „%1“; Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>This file is no device profile.</source>
        <translation>Diese Datei ist kein Geräteprofil.</translation>
    </message>
    <message>
        <source>Open studies and spaces from the File menu.</source>
        <translation>Öffnen Sie Studien und Räume über das Menü „Datei“.</translation>
    </message>
    <message>
        <source>“%1” is one of your own devices now.</source>
        <translation>„%1“ gehört jetzt zu Ihren eigenen Geräten.</translation>
    </message>
    <message>
        <source>Its predictions are off by as much. Measure the device again.</source>
        <translation>Um so viel weichen seine Vorhersagen ab. Messen Sie das Gerät erneut.</translation>
    </message>
    <message>
        <source>Stop the &amp;health check</source>
        <translation>&amp;Zustandsprüfung anhalten</translation>
    </message>
    <message>
        <source>Folder for a new folder with the profile, its figures and its tables</source>
        <translation>Ordner für einen neuen Ordner mit dem Profil, seinen Zahlen und seinen Tabellen</translation>
    </message>
    <message>
        <source>Written to %1: %2.</source>
        <translation>Nach %1 geschrieben: %2.</translation>
    </message>
    <message>
        <source>The health of a device is being checked: wait until it has ended.</source>
        <translation>Der Zustand eines Geräts wird gerade geprüft: Warten Sie, bis die Prüfung beendet ist.</translation>
    </message>
    <message>
        <source>A measurement runs: two that time networks would disturb each other.</source>
        <translation>Eine Messung läuft: Zwei Vorgänge, die die Zeit von Netzen messen, würden einander stören.</translation>
    </message>
    <message>
        <source>Check the health when it has ended, or stop it.</source>
        <translation>Prüfen Sie den Zustand, wenn sie beendet ist, oder halten Sie sie an.</translation>
    </message>
    <message>
        <source>Three networks are timed again…</source>
        <translation>Drei Netze werden erneut gemessen …</translation>
    </message>
    <message>
        <source>%1 of %2 timings</source>
        <translation>%1 von %2 Zeitmessungen</translation>
    </message>
    <message>
        <source>A search runs meanwhile and makes everything slower: pause it.</source>
        <translation>Währenddessen läuft eine Suche und macht alles langsamer: Pausieren Sie sie.</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceRooflinePanel</name>
    <message>
        <source>convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>depthwise</source>
        <translation>kanalweise</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>Precision of the network: those that the profile has a peak for</source>
        <translation>Rechengenauigkeit des Netzes: diejenigen, für die das Profil eine Spitzenleistung hat</translation>
    </message>
    <message>
        <source>Inputs at a time</source>
        <translation>Eingaben auf einmal</translation>
    </message>
    <message>
        <source>Inputs at a time; latencies are of all of them together</source>
        <translation>Eingaben auf einmal; Latenzen gelten für alle zusammen</translation>
    </message>
    <message>
        <source>batch </source>
        <translation>Batch </translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Show the operators as numbers</source>
        <translation>Die Operatoren als Zahlen zeigen</translation>
    </message>
    <message>
        <source>Operators of the network with their costs on this device</source>
        <translation>Operatoren des Netzes mit ihren Kosten auf diesem Gerät</translation>
    </message>
    <message>
        <source>Choose a device from the list.</source>
        <translation>Wählen Sie ein Gerät aus der Liste.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 ms&lt;/b&gt; by the roofline, evidence %2 (%3)</source>
        <translation>&lt;b&gt;%1 ms&lt;/b&gt; nach der Roofline, Beleg %2 (%3)</translation>
    </message>
    <message>
        <source>%1 mJ</source>
        <translation>%1 mJ</translation>
    </message>
    <message>
        <source>%1 peak memory</source>
        <translation>%1 Spitzenspeicher</translation>
    </message>
    <message numerus="yes">
        <source>, without %n operator(s) of kinds never measured</source>
        <translation>
            <numerusform>, ohne %n Operator nie gemessener Art</numerusform>
            <numerusform>, ohne %n Operatoren nie gemessener Arten</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 ms&lt;/b&gt; by the model %2, evidence %3 (%4)</source>
        <translation>&lt;b&gt;%1 ms&lt;/b&gt; nach dem Modell %2, Beleg %3 (%4)</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceSwapModel</name>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>frames/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>% of a frame</source>
        <translation>% der Bildzeit</translation>
    </message>
    <message>
        <source>mJ</source>
        <translation>mJ</translation>
    </message>
    <message>
        <source>inferences</source>
        <translation>Inferenzen</translation>
    </message>
    <message>
        <source>%1 ms on %2, evidence %3</source>
        <translation>%1 ms auf %2, Beleg %3</translation>
    </message>
    <message>
        <source>Rank %1 of %2; %3 on the front of quality and latency here</source>
        <translation>Rang %1 von %2; hier auf der Front aus Güte und Latenz: %3</translation>
    </message>
    <message>
        <source>it is</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>it is not</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>joins</source>
        <translation>kommt hinzu</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>fällt heraus</translation>
    </message>
    <message>
        <source>Place by latency, how far it moved against the first device, and whether it is on the front (●)</source>
        <translation>Platz nach Latenz, wie weit er sich gegenüber dem ersten Gerät verschoben hat und ob der Kandidat auf der Front liegt (●)</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceSwapPanel</name>
    <message>
        <source>Open a study: what its candidates cost on other devices,
and which of them would be on the front there, appears here.</source>
        <translation>Öffnen Sie eine Studie: Hier erscheint, was ihre Kandidaten auf anderen Geräten kosten
und welche von ihnen dort auf der Front lägen.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Two to four devices to compare; the first one is what ranks are compared with</source>
        <translation>Zwei bis vier Geräte zum Vergleichen; mit dem ersten werden die Ränge verglichen</translation>
    </message>
    <message>
        <source>Objective beside the latency</source>
        <translation>Ziel neben der Latenz</translation>
    </message>
    <message>
        <source>The objective that makes the front together with the latency</source>
        <translation>Das Ziel, das zusammen mit der Latenz die Front bildet</translation>
    </message>
    <message>
        <source>Unit of the latency</source>
        <translation>Einheit der Latenz</translation>
    </message>
    <message>
        <source>The same latencies in another unit; energy is the board&apos;s power at full load times the latency</source>
        <translation>Dieselben Latenzen in einer anderen Einheit; Energie ist die Leistung der Platine unter Volllast mal Latenz</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>frames a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>% of a frame</source>
        <translation>% der Bildzeit</translation>
    </message>
    <message>
        <source>millijoules</source>
        <translation>Millijoule</translation>
    </message>
    <message>
        <source>inferences a battery</source>
        <translation>Inferenzen je Akkuladung</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>Energy of the battery</source>
        <translation>Energie des Akkus</translation>
    </message>
    <message>
        <source> Wh</source>
        <translation> Wh</translation>
    </message>
    <message>
        <source>Fronts only</source>
        <translation>Nur Fronten</translation>
    </message>
    <message>
        <source>Only candidates that are on the front of one of the devices</source>
        <translation>Nur Kandidaten, die auf der Front eines der Geräte liegen</translation>
    </message>
    <message>
        <source>Candidates of the study on each device</source>
        <translation>Kandidaten der Studie auf jedem Gerät</translation>
    </message>
    <message numerus="yes">
        <source>Pricing %n candidate(s)…</source>
        <translation>
            <numerusform>Kosten von %n Kandidaten werden berechnet …</numerusform>
            <numerusform>Kosten von %n Kandidaten werden berechnet …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) priced in %1; on %2 of them the devices disagree whether they are on the front.</source>
        <translation>
            <numerusform>Kosten von %n Kandidaten in %1 berechnet; bei %2 davon sind die Geräte uneins, ob sie auf der Front liegen.</numerusform>
            <numerusform>Kosten von %n Kandidaten in %1 berechnet; bei %2 davon sind die Geräte uneins, ob sie auf der Front liegen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;Rank correlation&lt;/b&gt; (Spearman)</source>
        <translation>&lt;b&gt;Rangkorrelation&lt;/b&gt; (Spearman)</translation>
    </message>
    <message>
        <source>%1 and %2: %3. </source>
        <translation>%1 und %2: %3. </translation>
    </message>
    <message>
        <source>Rank correlation</source>
        <translation>Rangkorrelation</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceTableDialog</name>
    <message>
        <source>Import a table into %1</source>
        <translation>Tabelle in %1 importieren</translation>
    </message>
    <message>
        <source>Take it into the profile</source>
        <translation>Ins Profil übernehmen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the table</source>
        <translation>Die Tabelle wählen</translation>
    </message>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tabelle:</translation>
    </message>
    <message>
        <source>measured operators (op, kernel, stride, groups, hw, cin, cout)</source>
        <translation>gemessene Operatoren (op, kernel, stride, groups, hw, cin, cout)</translation>
    </message>
    <message>
        <source>choices of a space</source>
        <translation>Wahlmöglichkeiten eines Raums</translation>
    </message>
    <message>
        <source>blocks of a space (YAML of Once-for-All or ProxylessNAS)</source>
        <translation>Blöcke eines Raums (YAML von Once-for-All oder ProxylessNAS)</translation>
    </message>
    <message>
        <source>&amp;Rows are:</source>
        <translation>&amp;Zeilen sind:</translation>
    </message>
    <message>
        <source>The column of the costs</source>
        <translation>Die Spalte der Kosten</translation>
    </message>
    <message>
        <source>&amp;Column of the costs:</source>
        <translation>&amp;Spalte der Kosten:</translation>
    </message>
    <message>
        <source>from the column&apos;s name (…_ms)</source>
        <translation>aus dem Namen der Spalte (…_ms)</translation>
    </message>
    <message>
        <source>&amp;Unit:</source>
        <translation>&amp;Einheit:</translation>
    </message>
    <message>
        <source> MHz</source>
        <translation> MHz</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Clock of the device, in megahertz, for costs in cycles</source>
        <translation>Taktfrequenz des Geräts in Megahertz, für Kosten in Takten</translation>
    </message>
    <message>
        <source>C&amp;lock:</source>
        <translation>Ta&amp;ktfrequenz:</translation>
    </message>
    <message>
        <source>%1 (of the study)</source>
        <translation>%1 (der Studie)</translation>
    </message>
    <message>
        <source>&amp;Space:</source>
        <translation>&amp;Raum:</translation>
    </message>
    <message>
        <source>Which choice and level a row is about, with the file&apos;s columns in braces; a number may be added to a column, and #{op} is a level by its number from 0. Several lines for a row about several choices.</source>
        <translation>Welche Wahlmöglichkeit und Stufe eine Zeile betrifft, mit den Spalten der Datei in geschweiften Klammern; zu einer Spalte darf eine Zahl addiert werden, und #{op} ist eine Stufe nach ihrer Nummer ab 0. Mehrere Zeilen hier, wenn eine Zeile der Tabelle mehrere Wahlmöglichkeiten betrifft.</translation>
    </message>
    <message>
        <source>C&amp;hoice of a row:</source>
        <translation>&amp;Wahlmöglichkeit einer Zeile:</translation>
    </message>
    <message>
        <source>Rows that hold the cost of everything else: column=value</source>
        <translation>Zeilen, die die Kosten von allem Übrigen enthalten: Spalte=Wert</translation>
    </message>
    <message>
        <source>&amp;Base rows:</source>
        <translation>&amp;Basiszeilen:</translation>
    </message>
    <message>
        <source>Operators that the runtime runs as one kernel, one rule a line</source>
        <translation>Operatoren, die die Laufzeitumgebung als einen Kernel ausführt, eine Regel je Zeile</translation>
    </message>
    <message>
        <source>&amp;Fused operators:</source>
        <translation>&amp;Verschmolzene Operatoren:</translation>
    </message>
    <message>
        <source>&amp;Evidence:</source>
        <translation>Be&amp;leg:</translation>
    </message>
    <message>
        <source>the file&apos;s name</source>
        <translation>der Name der Datei</translation>
    </message>
    <message>
        <source>S&amp;ource:</source>
        <translation>&amp;Quelle:</translation>
    </message>
    <message>
        <source>Inputs at a time, when it was measured</source>
        <translation>Eingaben auf einmal, als gemessen wurde</translation>
    </message>
    <message>
        <source>B&amp;atch:</source>
        <translation>Bat&amp;ch:</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>&amp;Precision:</source>
        <translation>Rechen&amp;genauigkeit:</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>Tabelle wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.yaml *.yml);;All files (*)</source>
        <translation>Tabellen (*.csv *.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a table with one row for each measured operator, or for each level of a space&apos;s choices.</source>
        <translation>Wählen Sie eine Tabelle mit einer Zeile je gemessenem Operator oder je Stufe der Wahlmöglichkeiten eines Raums.</translation>
    </message>
    <message>
        <source>Say which choice a row is about, such as layer{layer+1}.op={op}, with the file&apos;s columns in braces.</source>
        <translation>Geben Sie an, welche Wahlmöglichkeit eine Zeile betrifft, etwa layer{layer+1}.op={op}, mit den Spalten der Datei in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of %1 in %2. The table is taken up when you accept it; undo takes it back.</source>
        <translation>
            <numerusform>%n Zeile mit %1 in %2. Die Tabelle wird übernommen, wenn Sie sie bestätigen; Rückgängig nimmt sie zurück.</numerusform>
            <numerusform>%n Zeilen mit %1 in %2. Die Tabelle wird übernommen, wenn Sie sie bestätigen; Rückgängig nimmt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cost models ask for the table by this name. A table of the profile with the same name is replaced.</source>
        <translation>Kostenmodelle fragen unter diesem Namen nach der Tabelle. Eine Tabelle des Profils mit demselben Namen wird ersetzt.</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>It replaces the table “%1” of this profile.</source>
        <translation>Sie ersetzt die Tabelle „%1“ dieses Profils.</translation>
    </message>
    <message>
        <source>The table “%1” is there for the same purpose and comes first: this one is used where it is asked for by its name. Give it that name to replace the other.</source>
        <translation>Die Tabelle „%1“ dient demselben Zweck und kommt zuerst: Diese hier wird verwendet, wo unter ihrem Namen nach ihr gefragt wird. Geben Sie ihr jenen Namen, um die andere zu ersetzen.</translation>
    </message>
</context>
<context>
    <name>pscope::DeviceTimelinePanel</name>
    <message>
        <source>Cost model</source>
        <translation>Kostenmodell</translation>
    </message>
    <message>
        <source>The cost model that says when operators run: a name, or a JSON object of name and parameters such as {&quot;name&quot;: &quot;schedule&quot;, &quot;memory_B&quot;: 65536}, then Enter</source>
        <translation>Das Kostenmodell, das angibt, wann Operatoren laufen: ein Name oder ein JSON-Objekt aus Name und Parametern, etwa {&quot;name&quot;: &quot;schedule&quot;, &quot;memory_B&quot;: 65536}, dann die Eingabetaste</translation>
    </message>
    <message>
        <source>best for the profile</source>
        <translation>das beste für das Profil</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Show the steps as numbers</source>
        <translation>Die Schritte als Zahlen zeigen</translation>
    </message>
    <message>
        <source>Steps of the network on this device</source>
        <translation>Schritte des Netzes auf diesem Gerät</translation>
    </message>
    <message>
        <source>Choose a device from the list.</source>
        <translation>Wählen Sie ein Gerät aus der Liste.</translation>
    </message>
    <message>
        <source>Choose a network on the page “Roofline”.</source>
        <translation>Wählen Sie ein Netz auf der Seite „Roofline“.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 ms&lt;/b&gt; by the model %2, evidence %3 (%4)</source>
        <translation>&lt;b&gt;%1 ms&lt;/b&gt; nach dem Modell %2, Beleg %3 (%4)</translation>
    </message>
    <message>
        <source>%1 mJ</source>
        <translation>%1 mJ</translation>
    </message>
    <message>
        <source>%1 inputs a second</source>
        <translation>%1 Eingaben je Sekunde</translation>
    </message>
</context>
<context>
    <name>pscope::DistributionModel</name>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>5 %</source>
        <translation>5 %</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Halten sie ein</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
</context>
<context>
    <name>pscope::DistributionPlot</name>
    <message>
        <source>No designs yet.</source>
        <translation>Noch keine Entwürfe.</translation>
    </message>
    <message>
        <source>Distribution of %1</source>
        <translation>Verteilung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n design(s) from %1 to %2 %3, median %4 %3.</source>
        <translation>
            <numerusform>%n Entwurf von %1 bis %2 %3, Median %4 %3.</numerusform>
            <numerusform>%n Entwürfe von %1 bis %2 %3, Median %4 %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % keep the bound of %2 %3.</source>
        <translation>%1 % halten die Schranke von %2 %3 ein.</translation>
    </message>
    <message>
        <source> (log)</source>
        <translation> (log)</translation>
    </message>
    <message>
        <source>designs</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Bound: %1 %2 %3. Drag it, or press Left or Right; Delete takes it away.</source>
        <translation>Schranke: %1 %2 %3. Ziehen Sie daran oder drücken Sie Links oder Rechts; Entf nimmt sie weg.</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 %3: %n design(s), %4 %
up to here: %5 %</source>
        <translation>
            <numerusform>%1 bis %2 %3: %n Entwurf, %4 %
bis hier: %5 %</numerusform>
            <numerusform>%1 bis %2 %3: %n Entwürfe, %4 %
bis hier: %5 %</numerusform>
        </translation>
    </message>
    <message>
        <source>Set the bound here</source>
        <translation>Schranke hier setzen</translation>
    </message>
    <message>
        <source>Take the bound away</source>
        <translation>Schranke wegnehmen</translation>
    </message>
    <message>
        <source>from (%1)</source>
        <translation>von (%1)</translation>
    </message>
    <message>
        <source>to (%1)</source>
        <translation>bis (%1)</translation>
    </message>
</context>
<context>
    <name>pscope::DockTitle</name>
    <message>
        <source>Tear off or put back</source>
        <translation>Abreißen oder zurücklegen</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>Diese Ansicht verbergen</translation>
    </message>
</context>
<context>
    <name>pscope::EditLensModel</name>
    <message>
        <source> (+%1)</source>
        <translation> (+%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n more choice(s) become active or inactive by it.</source>
        <translation>
            <numerusform>%n weitere Wahlmöglichkeit wird dadurch aktiv oder inaktiv.</numerusform>
            <numerusform>%n weitere Wahlmöglichkeiten werden dadurch aktiv oder inaktiv.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 → %3 (%4, %5)</source>
        <translation>%1: %2 → %3 (%4, %5)</translation>
    </message>
    <message>
        <source>Change by the edit.
%1</source>
        <translation>Änderung durch den Eingriff.
%1</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Wahlmöglichkeit</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Eingriff</translation>
    </message>
</context>
<context>
    <name>pscope::EditLensView</name>
    <message>
        <source>Cost that is to be bounded</source>
        <translation>Kosten, die begrenzt werden sollen</translation>
    </message>
    <message>
        <source>The cost that is to keep a bound</source>
        <translation>Die Kosten, die eine Schranke einhalten sollen</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>such as 20 or 300 M</source>
        <translation>etwa 20 oder 300 M</translation>
    </message>
    <message>
        <source>The bound: a number in the unit shown above, or with its own, such as 300 M or 2 MiB</source>
        <translation>Die Schranke: eine Zahl in der oben gezeigten Einheit oder mit eigener, etwa 300 M oder 2 MiB</translation>
    </message>
    <message>
        <source>Keep this bound</source>
        <translation>Diese Schranke einhalten</translation>
    </message>
    <message>
        <source>Find the cheapest single edit that keeps this bound</source>
        <translation>Den günstigsten einzelnen Eingriff finden, der diese Schranke einhält</translation>
    </message>
    <message>
        <source>Changes as a share of what the design has; off: in their units</source>
        <translation>Änderungen als Anteil an dem, was der Entwurf hat; aus: in ihren Einheiten</translation>
    </message>
    <message>
        <source>Changes in percent</source>
        <translation>Änderungen in Prozent</translation>
    </message>
    <message>
        <source>Single edits and what they change</source>
        <translation>Einzelne Änderungen und was sie bewirken</translation>
    </message>
    <message>
        <source>Double-click or Enter makes the edit.</source>
        <translation>Doppelklick oder Eingabetaste nimmt die Änderung vor.</translation>
    </message>
    <message numerus="yes">
        <source>%n single edit(s)</source>
        <translation>
            <numerusform>%n einzelne Änderung</numerusform>
            <numerusform>%n einzelne Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2 have no network: %3</source>
        <translation>%1; %2 ohne Netz: %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no bound. Write a number, such as %2.</source>
        <translation>„%1“ ist keine Schranke. Eine Zahl eingeben, etwa %2.</translation>
    </message>
    <message>
        <source>Make this edit</source>
        <translation>Diese Änderung vornehmen</translation>
    </message>
    <message>
        <source>kept: %1</source>
        <translation>eingehalten: %1</translation>
    </message>
    <message>
        <source>cheapest edit: %1, gives %2</source>
        <translation>billigste Änderung: %1, ergibt %2</translation>
    </message>
    <message>
        <source>Of the edits that keep the bound, the one that worsens the study&apos;s other objectives least; among equals the one that changes parameters and MACs least.</source>
        <translation>Von den Änderungen, die die Schranke einhalten, diejenige, die die anderen Ziele der Studie am wenigsten verschlechtert; bei Gleichstand die, die Parameter und MACs am wenigsten ändert.</translation>
    </message>
    <message>
        <source>no single edit keeps it; the nearest is %1, gives %2</source>
        <translation>keine einzelne Änderung hält sie ein; am nächsten kommt %1, ergibt %2</translation>
    </message>
    <message>
        <source>there is nothing to edit</source>
        <translation>es gibt nichts zu ändern</translation>
    </message>
    <message>
        <source>Take this bound away</source>
        <translation>Diese Schranke entfernen</translation>
    </message>
</context>
<context>
    <name>pscope::EvidenceDelegate</name>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
</context>
<context>
    <name>pscope::FocusBar</name>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Change what the search looks at</source>
        <translation>Ändern, wo die Suche sucht</translation>
    </message>
    <message>
        <source>End the focus</source>
        <translation>Fokus beenden</translation>
    </message>
    <message>
        <source>End the focus: from the next candidate on the search looks at the whole space again</source>
        <translation>Den Fokus beenden: Ab dem nächsten Kandidaten sucht die Suche wieder im ganzen Raum</translation>
    </message>
    <message>
        <source>Focus: %1</source>
        <translation>Fokus: %1</translation>
    </message>
    <message>
        <source>%1
The search looks here; candidates outside stay what they are.</source>
        <translation>%1
Die Suche sucht hier; Kandidaten außerhalb bleiben, was sie sind.</translation>
    </message>
</context>
<context>
    <name>pscope::FocusDialog</name>
    <message>
        <source>Focus of the search</source>
        <translation>Fokus der Suche</translation>
    </message>
    <message>
        <source>From the next candidate on the search looks here. Candidates and front stay what they are; what was found outside is learned from, and what is better than a range gains nothing more.</source>
        <translation>Ab dem nächsten Kandidaten sucht die Suche hier. Kandidaten und Front bleiben, was sie sind; aus dem, was außerhalb gefunden wurde, wird gelernt, und was besser als ein Bereich ist, bringt keinen weiteren Gewinn.</translation>
    </message>
    <message>
        <source>Part of the space</source>
        <translation>Teil des Raums</translation>
    </message>
    <message>
        <source>everywhere, or an expression over choices</source>
        <translation>ohne Einschränkung, oder ein Ausdruck über Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Only designs &amp;where</source>
        <translation>Nur Entwürfe, für die &amp;gilt</translation>
    </message>
    <message>
        <source>&amp;Focus</source>
        <translation>&amp;Fokussieren</translation>
    </message>
    <message>
        <source>&amp;End the focus</source>
        <translation>Fokus &amp;beenden</translation>
    </message>
    <message>
        <source>From the next candidate on the search looks at the whole space again</source>
        <translation>Ab dem nächsten Kandidaten sucht die Suche wieder im ganzen Raum</translation>
    </message>
    <message>
        <source>In %1; empty: no limit</source>
        <translation>In %1; leer: keine Grenze</translation>
    </message>
    <message>
        <source>Lower end of %1</source>
        <translation>Unteres Ende von %1</translation>
    </message>
    <message>
        <source>from …</source>
        <translation>von …</translation>
    </message>
    <message>
        <source>Upper end of %1</source>
        <translation>Oberes Ende von %1</translation>
    </message>
    <message>
        <source>up to …</source>
        <translation>bis …</translation>
    </message>
    <message>
        <source>less is better</source>
        <translation>weniger ist besser</translation>
    </message>
    <message>
        <source>more is better</source>
        <translation>mehr ist besser</translation>
    </message>
    <message>
        <source>The range of %1 is empty.</source>
        <translation>Der Bereich von %1 ist leer.</translation>
    </message>
    <message>
        <source>%1 of %2 designs are in this part of the space.</source>
        <translation>%1 von %2 Entwürfen liegen in diesem Teil des Raums.</translation>
    </message>
    <message>
        <source>Counting the designs…</source>
        <translation>Die Entwürfe werden gezählt …</translation>
    </message>
</context>
<context>
    <name>pscope::FrontPanel</name>
    <message>
        <source>Scatter of all candidates with the Pareto front</source>
        <translation>Streubild aller Kandidaten mit der Pareto-Front</translation>
    </message>
    <message>
        <source>Objective on the horizontal axis</source>
        <translation>Ziel auf der waagrechten Achse</translation>
    </message>
    <message>
        <source>Objective on the vertical axis</source>
        <translation>Ziel auf der senkrechten Achse</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>Waagrechte Achse logarithmisch</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>Senkrechte Achse logarithmisch</translation>
    </message>
    <message>
        <source>Infeasible</source>
        <translation>Unzulässige</translation>
    </message>
    <message>
        <source>Also show candidates that miss a bound</source>
        <translation>Auch Kandidaten zeigen, die eine Schranke verfehlen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show all candidates (Home)</source>
        <translation>Alle Kandidaten zeigen (Pos1)</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save this figure as SVG, PDF or PNG</source>
        <translation>Dieses Bild als SVG, PDF oder PNG speichern</translation>
    </message>
    <message>
        <source>&amp;Horizontal</source>
        <translation>&amp;Waagrecht</translation>
    </message>
    <message>
        <source>&amp;Vertical</source>
        <translation>&amp;Senkrecht</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>No candidates yet.
Start the search (F5): each evaluated design appears here.</source>
        <translation>Noch keine Kandidaten.
Starten Sie die Suche (F5): Jeder bewertete Entwurf erscheint hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n Kandidat</numerusform>
            <numerusform>%n Kandidaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on the front</source>
        <translation>
            <numerusform>%n auf der Front</numerusform>
            <numerusform>%n auf der Front</numerusform>
        </translation>
    </message>
    <message>
        <source>Figures (*.svg *.pdf *.png)</source>
        <translation>Bilder (*.svg *.pdf *.png)</translation>
    </message>
    <message>
        <source>Select the knee point</source>
        <translation>Kniepunkt auswählen</translation>
    </message>
    <message>
        <source>Select the knee point: where the front over all objectives bulges most, each objective scaled from its best to its worst value on the front</source>
        <translation>Den Kniepunkt auswählen: wo sich die Front über alle Ziele am stärksten vorwölbt, jedes Ziel skaliert von seinem besten bis zu seinem schlechtesten Wert auf der Front</translation>
    </message>
    <message>
        <source>&amp;Knee</source>
        <translation>&amp;Knie</translation>
    </message>
    <message>
        <source>There is no knee: no point of the front over all objectives lies below its ends, each objective scaled from its best to its worst value on the front.</source>
        <translation>Es gibt keinen Kniepunkt: Kein Punkt der Front über alle Ziele liegt unterhalb ihrer Enden, jedes Ziel skaliert von seinem besten bis zu seinem schlechtesten Wert auf der Front.</translation>
    </message>
</context>
<context>
    <name>pscope::FrontPlot</name>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>No candidates yet.</source>
        <translation>Noch keine Kandidaten.</translation>
    </message>
    <message>
        <source>front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>dominated</source>
        <translation>dominiert</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>unbestätigt</translation>
    </message>
    <message>
        <source>infeasible</source>
        <translation>unzulässig</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) not shown: a logarithmic axis has no place for zero or less</source>
        <translation>
            <numerusform>%n Punkt nicht gezeigt: Eine logarithmische Achse hat keinen Platz für null oder weniger</numerusform>
            <numerusform>%n Punkte nicht gezeigt: Eine logarithmische Achse hat keinen Platz für null oder weniger</numerusform>
        </translation>
    </message>
    <message>
        <source>Pareto front: %1 over %2</source>
        <translation>Pareto-Front: %1 über %2</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</source>
        <translation>
            <numerusform>%n Kandidat gezeichnet, %1 auf der Front. Pfeiltasten folgen der Front, Plus und Minus zoomen, Pos1 zeigt alles.</numerusform>
            <numerusform>%n Kandidaten gezeichnet, %1 auf der Front. Pfeiltasten folgen der Front, Plus und Minus zoomen, Pos1 zeigt alles.</numerusform>
        </translation>
    </message>
    <message>
        <source>candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>x-Achse logarithmisch</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>y-Achse logarithmisch</translation>
    </message>
    <message>
        <source>Show infeasible candidates</source>
        <translation>Unzulässige Kandidaten zeigen</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message numerus="yes">
        <source>%n outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform>
            <numerusform>%n außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform>
        </translation>
    </message>
    <message>
        <source>screened</source>
        <translation>ausgesiebt</translation>
    </message>
    <message>
        <source>&amp;Focus the search here…</source>
        <translation>Die Suche hierauf &amp;fokussieren …</translation>
    </message>
</context>
<context>
    <name>pscope::GraphFindBar</name>
    <message>
        <source>Name or operator</source>
        <translation>Name oder Operator</translation>
    </message>
    <message>
        <source>Find in the graph</source>
        <translation>Im Graphen suchen</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>Nächster Treffer (Eingabe)</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>Voriger Treffer (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>pscope::GraphOverview</name>
    <message>
        <source>Overview map</source>
        <translation>Übersichtskarte</translation>
    </message>
    <message>
        <source>The whole graph; drag to move (M hides it)</source>
        <translation>Der ganze Graph; zum Verschieben ziehen (M verbirgt ihn)</translation>
    </message>
</context>
<context>
    <name>pscope::GraphPanel</name>
    <message>
        <source>Architecture graph of the selected candidate</source>
        <translation>Architekturgraph des ausgewählten Kandidaten</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>Select a candidate in the plot or the table
to see its architecture here.</source>
        <translation>Wählen Sie einen Kandidaten im Bild oder in der Tabelle,
um hier seine Architektur zu sehen.</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
</context>
<context>
    <name>pscope::GraphView</name>
    <message>
        <source>No network to show.</source>
        <translation>Kein Netz zu zeigen.</translation>
    </message>
    <message>
        <source>Show everything	F</source>
        <translation>Alles zeigen	F</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>This network has no operators.</source>
        <translation>Dieses Netz hat keine Operatoren.</translation>
    </message>
    <message>
        <source>layout: %1</source>
        <translation>Anordnung: %1</translation>
    </message>
    <message>
        <source>Network graph</source>
        <translation>Netzgraph</translation>
    </message>
    <message>
        <source>Network graph: %1</source>
        <translation>Netzgraph: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>parts closed: a large graph</source>
        <translation>Teile geschlossen: ein großer Graph</translation>
    </message>
    <message>
        <source>Arrow keys walk along the edges, F shows everything, Ctrl+F finds.</source>
        <translation>Die Pfeiltasten gehen die Kanten entlang, F zeigt alles, Strg+F sucht.</translation>
    </message>
    <message>
        <source>Draw this block once	Enter</source>
        <translation>Diesen Block nur einmal zeichnen	Eingabe</translation>
    </message>
    <message>
        <source>Draw all copies of this block	Enter</source>
        <translation>Alle Kopien dieses Blocks zeichnen	Eingabe</translation>
    </message>
    <message>
        <source>Open “%1”	Enter</source>
        <translation>„%1“ öffnen	Eingabe</translation>
    </message>
    <message>
        <source>Draw “%1” as one box</source>
        <translation>„%1“ als einen Kasten zeichnen</translation>
    </message>
    <message>
        <source>Draw all blocks in full</source>
        <translation>Alle Blöcke vollständig zeichnen</translation>
    </message>
    <message>
        <source>Draw equal blocks once</source>
        <translation>Gleiche Blöcke nur einmal zeichnen</translation>
    </message>
    <message>
        <source>Natural size	0</source>
        <translation>Originalgröße	0</translation>
    </message>
    <message>
        <source>Overview map	M</source>
        <translation>Übersichtskarte	M</translation>
    </message>
    <message>
        <source>Find…	Ctrl+F</source>
        <translation>Suchen …	Strg+F</translation>
    </message>
</context>
<context>
    <name>pscope::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>Hilfeseiten</translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePanel</name>
    <message>
        <source>Hypervolume over evaluations</source>
        <translation>Hypervolumen über Bewertungen</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>The volume that the front dominates
grows here with each evaluation.</source>
        <translation>Das von der Front dominierte Volumen
wächst hier mit jeder Bewertung.</translation>
    </message>
    <message numerus="yes">
        <source>random search: %n runs, 10th to 90th percentile</source>
        <translation>
            <numerusform>Zufallssuche: %n Lauf, 10. bis 90. Perzentil</numerusform>
            <numerusform>Zufallssuche: %n Läufe, 10. bis 90. Perzentil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>random search, estimated from %n random design(s) of this study</source>
        <translation>
            <numerusform>Zufallssuche, geschätzt aus %n zufälligen Entwurf dieser Studie</numerusform>
            <numerusform>Zufallssuche, geschätzt aus %n zufälligen Entwürfen dieser Studie</numerusform>
        </translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagrechte Achse</translation>
    </message>
    <message>
        <source>Evaluations, or the time that they took together on one core each</source>
        <translation>Bewertungen oder die Zeit, die sie zusammen auf je einem Kern brauchten</translation>
    </message>
    <message>
        <source>over evaluations</source>
        <translation>über Bewertungen</translation>
    </message>
    <message>
        <source>over CPU time</source>
        <translation>über CPU-Zeit</translation>
    </message>
</context>
<context>
    <name>pscope::HypervolumePlot</name>
    <message>
        <source>No evaluations yet.</source>
        <translation>Noch keine Bewertungen.</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>this search</source>
        <translation>diese Suche</translation>
    </message>
    <message>
        <source>random search, median</source>
        <translation>Zufallssuche, Median</translation>
    </message>
    <message>
        <source>Hypervolume over evaluations</source>
        <translation>Hypervolumen über Bewertungen</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 after %n evaluation(s).</source>
        <translation>
            <numerusform>%1 %2 nach %n Bewertung.</numerusform>
            <numerusform>%1 %2 nach %n Bewertungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Random search: %1.</source>
        <translation>Zufallssuche: %1.</translation>
    </message>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>nach %n Bewertung</numerusform>
            <numerusform>nach %n Bewertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>hypervolume %1 %2</source>
        <translation>Hypervolumen %1 %2</translation>
    </message>
    <message>
        <source>random search %1 (%2 to %3)</source>
        <translation>Zufallssuche %1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>hypervolume</source>
        <translation>Hypervolumen</translation>
    </message>
    <message>
        <source>hypervolume (%1)</source>
        <translation>Hypervolumen (%1)</translation>
    </message>
    <message>
        <source>random search, 10th percentile</source>
        <translation>Zufallssuche, 10. Perzentil</translation>
    </message>
    <message>
        <source>random search, 90th percentile</source>
        <translation>Zufallssuche, 90. Perzentil</translation>
    </message>
    <message>
        <source>random median</source>
        <translation>Zufallsmedian</translation>
    </message>
    <message>
        <source>10᎐ %</source>
        <translation>10᎐ %</translation>
    </message>
    <message>
        <source>CPU-seconds</source>
        <translation>CPU-Sekunden</translation>
    </message>
    <message>
        <source>CPU-minutes</source>
        <translation>CPU-Minuten</translation>
    </message>
    <message>
        <source>CPU-hours</source>
        <translation>CPU-Stunden</translation>
    </message>
    <message>
        <source>They took %1 %2.</source>
        <translation>Sie dauerten %1 %2.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>pscope::ImportAssistant</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
</context>
<context>
    <name>pscope::ImportContentPage</name>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>What the file holds. What is shown was guessed from names and cells.</source>
        <translation>Was die Datei enthält. Das Gezeigte wurde aus Namen und Zellen geraten.</translation>
    </message>
    <message>
        <source>Studies of the storage</source>
        <translation>Studien der Ablage</translation>
    </message>
    <message>
        <source>Columns of the table, their first values and their meaning</source>
        <translation>Spalten der Tabelle, ihre ersten Werte und ihre Bedeutung</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Erste Werte</translation>
    </message>
    <message>
        <source>This study has no trials.</source>
        <translation>Diese Studie hat keine Versuche.</translation>
    </message>
    <message>
        <source>Choose at least one column that is an objective: how good a design is.</source>
        <translation>Mindestens eine Spalte als Ziel wählen: wie gut ein Entwurf ist.</translation>
    </message>
    <message>
        <source>Only one column can hold the design.</source>
        <translation>Nur eine Spalte kann den Entwurf enthalten.</translation>
    </message>
    <message>
        <source>Choose the column that holds the design, or those that are choices.</source>
        <translation>Die Spalte mit dem Entwurf wählen, oder jene, die Wahlmöglichkeiten sind.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objective(s)</source>
        <translation>
            <numerusform>%n Ziel</numerusform>
            <numerusform>%n Ziele</numerusform>
        </translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>Kept beside</source>
        <translation>Beigelegt</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Wahlmöglichkeit</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Meaning of the column %1</source>
        <translation>Bedeutung der Spalte %1</translation>
    </message>
    <message>
        <source>Objective: how good a design is. Design: the design as text. Choice: one part of the design. Kept beside: shown with the candidate.</source>
        <translation>Ziel: wie gut ein Entwurf ist. Entwurf: der Entwurf als Text. Wahlmöglichkeit: ein Teil des Entwurfs. Beigelegt: wird beim Kandidaten gezeigt.</translation>
    </message>
</context>
<context>
    <name>pscope::ImportFilePage</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>An Optuna storage (SQLite) or a table (CSV). The file itself is not changed.</source>
        <translation>Eine Optuna-Ablage (SQLite) oder eine Tabelle (CSV). Die Datei selbst wird nicht verändert.</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>Zu importierende Datei</translation>
    </message>
    <message>
        <source>Second table (CSV), optional</source>
        <translation>Zweite Tabelle (CSV), falls nötig</translation>
    </message>
    <message>
        <source>Column that both tables share</source>
        <translation>Spalte, die beide Tabellen haben</translation>
    </message>
    <message>
        <source>Rows of both tables belong together where this column is equal, such as &quot;index&quot;.</source>
        <translation>Zeilen beider Tabellen gehören zusammen, wo diese Spalte gleich ist, etwa „index“.</translation>
    </message>
    <message>
        <source>&amp;File:</source>
        <translation>&amp;Datei:</translation>
    </message>
    <message>
        <source>Optuna storages and tables (*.db *.sqlite3 *.csv);;All files (*)</source>
        <translation>Optuna-Ablagen und Tabellen (*.db *.sqlite3 *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Second table:</source>
        <translation>&amp;Zweite Tabelle:</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>S&amp;hared column:</source>
        <translation>&amp;Gemeinsame Spalte:</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Eine solche Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Name the column that both tables share.</source>
        <translation>Die Spalte nennen, die beide Tabellen haben.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Browse for: %1</source>
        <translation>Durchsuchen nach: %1</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
</context>
<context>
    <name>pscope::ImportObjectivesPage</name>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Their names, whether less or more is better, and their units.</source>
        <translation>Ihre Namen, ob weniger oder mehr besser ist, und ihre Einheiten.</translation>
    </message>
    <message>
        <source>Objectives with direction and unit</source>
        <translation>Ziele mit Richtung und Einheit</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>Whether less or more of %1 is better</source>
        <translation>Ob weniger oder mehr von %1 besser ist</translation>
    </message>
    <message>
        <source>The storage says so.</source>
        <translation>Die Ablage sagt es so.</translation>
    </message>
    <message>
        <source>Which values are better.</source>
        <translation>Welche Werte besser sind.</translation>
    </message>
    <message>
        <source>Such as ms, mJ or %; left empty it is shown as not known.</source>
        <translation>Etwa ms, mJ oder %; leer wird sie als unbekannt gezeigt.</translation>
    </message>
    <message>
        <source>Two objectives are called %1.</source>
        <translation>Zwei Ziele heißen %1.</translation>
    </message>
</context>
<context>
    <name>pscope::ImportPage</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Importierens</translation>
    </message>
    <message>
        <source>Stops reading or writing; nothing is left behind.</source>
        <translation>Hält Lesen oder Schreiben an; nichts bleibt zurück.</translation>
    </message>
</context>
<context>
    <name>pscope::ImportResultPage</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What will be in the study. Nothing has been written yet.</source>
        <translation>Was in der Studie stehen wird. Noch ist nichts geschrieben.</translation>
    </message>
    <message>
        <source>What was guessed, renamed or left out</source>
        <translation>Was geraten, umbenannt oder ausgelassen wurde</translation>
    </message>
    <message>
        <source>&amp;Keep the study in:</source>
        <translation>Studie &amp;ablegen in:</translation>
    </message>
    <message>
        <source>%1: %2 done, %3 failed, space %4. Nothing here can measure another design, so its search cannot be continued.</source>
        <translation>%1: %2 fertig, %3 fehlgeschlagen, Raum %4. Nichts hier kann einen weiteren Entwurf messen, daher lässt sich die Suche nicht fortsetzen.</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n Kandidat</numerusform>
            <numerusform>%n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>Name the file in which the study is kept.</source>
        <translation>Nennen Sie die Datei, in der die Studie liegen soll.</translation>
    </message>
    <message>
        <source>A file of this name exists already. Choose another name.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>pscope::InspectorPanel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the design&apos;s text or everything shown here</source>
        <translation>Den Text des Entwurfs oder alles hier Gezeigte kopieren</translation>
    </message>
    <message>
        <source>Copy the design&apos;s text</source>
        <translation>Text des Entwurfs kopieren</translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Evaluate this failed candidate again</source>
        <translation>Diesen gescheiterten Kandidaten erneut bewerten</translation>
    </message>
    <message>
        <source>Measurements, decisions and history of the candidate</source>
        <translation>Messwerte, Entscheidungen und Herkunft des Kandidaten</translation>
    </message>
    <message>
        <source>Select a candidate in the plot or the table:
its numbers, decisions and their provenance appear here.</source>
        <translation>Wählen Sie einen Kandidaten im Bild oder in der Tabelle:
Seine Zahlen, Entscheidungen und deren Herkunft erscheinen hier.</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message numerus="yes">
        <source>1 of %n selected</source>
        <translation>
            <numerusform>1 von %n ausgewählt</numerusform>
            <numerusform>1 von %n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>Standardfehler</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>auxiliary</source>
        <translation>Hilfswert</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>Zeitaufwand</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Estimator version</source>
        <translation>Version des Schätzers</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Device version</source>
        <translation>Geräteversion</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Instruction set</source>
        <translation>Befehlssatz</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Parents</source>
        <translation>Eltern</translation>
    </message>
    <message>
        <source>none: drawn at random</source>
        <translation>keine: zufällig gezogen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>%1, not promoted</source>
        <translation>%1, nicht aufgestiegen</translation>
    </message>
    <message>
        <source>Evaluated on</source>
        <translation>Bewertet auf</translation>
    </message>
</context>
<context>
    <name>pscope::JobsModel</name>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Tätigkeit</translation>
    </message>
</context>
<context>
    <name>pscope::JobsPanel</name>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the search; running candidates are evaluated again when it continues</source>
        <translation>Die Suche anhalten; laufende Kandidaten werden beim Fortsetzen erneut bewertet</translation>
    </message>
    <message>
        <source>Try failed again</source>
        <translation>Gescheiterte erneut versuchen</translation>
    </message>
    <message>
        <source>Evaluate the selected failed candidates (or all of them) again</source>
        <translation>Die ausgewählten gescheiterten Kandidaten (oder alle) erneut bewerten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log of the search</source>
        <translation>Protokoll der Suche</translation>
    </message>
    <message>
        <source>The log of the search appears here.</source>
        <translation>Hier erscheint das Protokoll der Suche.</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>Candidates that are being evaluated appear here.</source>
        <translation>Hier erscheinen Kandidaten, die gerade bewertet werden.</translation>
    </message>
    <message>
        <source>Nothing runs. Start the search (F5) to evaluate candidates.</source>
        <translation>Nichts läuft. Starten Sie die Suche (F5), um Kandidaten zu bewerten.</translation>
    </message>
    <message>
        <source>Cancel selected</source>
        <translation>Ausgewählte abbrechen</translation>
    </message>
    <message>
        <source>Cancel the selected candidates that are being evaluated (Delete): they count as failed, the search goes on without them, and they can be tried again</source>
        <translation>Die ausgewählten Kandidaten, die gerade bewertet werden, abbrechen (Entf): Sie zählen als gescheitert, die Suche geht ohne sie weiter, und sie können erneut versucht werden</translation>
    </message>
</context>
<context>
    <name>pscope::KnobRow</name>
    <message>
        <source>Differs from the starting design</source>
        <translation>Weicht vom Ausgangsentwurf ab</translation>
    </message>
    <message>
        <source>The level in the starting design</source>
        <translation>Die Stufe im Ausgangsentwurf</translation>
    </message>
    <message>
        <source>Not active in this design: it needs %1.</source>
        <translation>In diesem Entwurf nicht aktiv: Nötig ist %1.</translation>
    </message>
    <message>
        <source>not active</source>
        <translation>nicht aktiv</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
</context>
<context>
    <name>pscope::KnobsPanel</name>
    <message>
        <source>Choose a design: its choices appear here as controls.</source>
        <translation>Einen Entwurf wählen: Seine Wahlmöglichkeiten erscheinen hier als Regler.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the starting design</source>
        <translation>Zurück zum Ausgangsentwurf</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Copy the design as text, or paste one</source>
        <translation>Den Entwurf als Text kopieren oder einen einfügen</translation>
    </message>
    <message>
        <source>Copy the design&apos;s text</source>
        <translation>Text des Entwurfs kopieren</translation>
    </message>
    <message>
        <source>Paste a design&apos;s text</source>
        <translation>Text eines Entwurfs einfügen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>The devices whose estimated latency is shown</source>
        <translation>Die Geräte, deren geschätzte Latenz gezeigt wird</translation>
    </message>
    <message>
        <source>Evaluate this</source>
        <translation>Entwurf bewerten</translation>
    </message>
    <message>
        <source>Filter choices</source>
        <translation>Wahlmöglichkeiten filtern</translation>
    </message>
    <message>
        <source>Shows the choices whose name, title or levels hold all these words</source>
        <translation>Zeigt die Wahlmöglichkeiten, deren Name, Titel oder Stufen alle diese Wörter enthalten</translation>
    </message>
    <message>
        <source>Filter of the choices</source>
        <translation>Filter der Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geänderte</translation>
    </message>
    <message>
        <source>Show only choices that differ from the starting design</source>
        <translation>Nur Wahlmöglichkeiten zeigen, die vom Ausgangsentwurf abweichen</translation>
    </message>
    <message>
        <source>Costs of the design and their change</source>
        <translation>Kosten des Entwurfs und ihre Änderung</translation>
    </message>
    <message>
        <source>Architecture graph of the design</source>
        <translation>Architekturgraph des Entwurfs</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>One edit away</source>
        <translation>Eine Änderung entfernt</translation>
    </message>
    <message>
        <source>Every design that differs in one choice, and what that changes</source>
        <translation>Jeder Entwurf, der in einer Wahlmöglichkeit abweicht, und was das ändert</translation>
    </message>
    <message>
        <source>No choice holds these words.</source>
        <translation>Keine Wahlmöglichkeit enthält diese Wörter.</translation>
    </message>
    <message>
        <source>%1 more choices; the filter finds them.</source>
        <translation>%1 weitere Wahlmöglichkeiten; der Filter findet sie.</translation>
    </message>
    <message>
        <source>A constraint does not allow %1 = %2 with what the choices before it say.</source>
        <translation>Eine Nebenbedingung lässt %1 = %2 nicht zu, so wie die Wahlmöglichkeiten davor eingestellt sind.</translation>
    </message>
    <message>
        <source>A constraint changed too: %1.</source>
        <translation>Durch eine Nebenbedingung änderte sich auch: %1.</translation>
    </message>
    <message>
        <source>Pasted design</source>
        <translation>Eingefügter Entwurf</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, geändert</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederherstellen: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Evaluate this design in the study, before what the search proposes next</source>
        <translation>Diesen Entwurf in der Studie bewerten, vor dem, was die Suche als Nächstes vorschlägt</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wahlmöglichkeiten</translation>
    </message>
</context>
<context>
    <name>pscope::LayerModel</name>
    <message>
        <source>This operator is unknown here: its costs are missing.</source>
        <translation>Dieser Operator ist hier unbekannt: Seine Kosten fehlen.</translation>
    </message>
    <message>
        <source>%1; estimated (%2, %3), weakest evidence %4</source>
        <translation>%1; geschätzt (%2, %3), schwächster Beleg: %4</translation>
    </message>
    <message>
        <source>Multiply-accumulates of convolutions, linear layers and attentions, batch 1</source>
        <translation>Multiply-Accumulate-Operationen von Faltungen, linearen Schichten und Attention, Batch 1</translation>
    </message>
    <message>
        <source>Bytes of all live tensors while the operator runs, fp32, batch 1</source>
        <translation>Bytes aller lebenden Tensoren, während der Operator läuft, fp32, Batch 1</translation>
    </message>
    <message>
        <source>Milliseconds on the chosen device, batch 1; 0: fused into the operator before it</source>
        <translation>Millisekunden auf dem gewählten Gerät, Batch 1; 0: mit dem Operator davor verschmolzen</translation>
    </message>
    <message>
        <source>Part of the network&apos;s latency on the chosen device</source>
        <translation>Anteil an der Latenz des Netzes auf dem gewählten Gerät</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>pscope::MainWindow</name>
    <message>
        <source>A search is running</source>
        <translation>Eine Suche läuft</translation>
    </message>
    <message>
        <source>Stop the search?</source>
        <translation>Die Suche anhalten?</translation>
    </message>
    <message>
        <source>What is finished is in the study. Candidates that are being evaluated now are evaluated again when you continue.</source>
        <translation>Was fertig ist, steht in der Studie. Kandidaten, die gerade bewertet werden, werden beim Fortsetzen erneut bewertet.</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Suche anhalten</translation>
    </message>
    <message>
        <source>Keep searching</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>&amp;New study…</source>
        <translation>&amp;Neue Studie …</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Example study</source>
        <translation>&amp;Beispielstudie</translation>
    </message>
    <message>
        <source>&amp;Save a copy as…</source>
        <translation>&amp;Kopie speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Close study</source>
        <translation>Studie s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Filter candidates</source>
        <translation>Kandidaten &amp;filtern</translation>
    </message>
    <message>
        <source>&amp;Copy selected rows</source>
        <translation>Ausgewählte Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Select the &amp;front</source>
        <translation>&amp;Front auswählen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;More candidates…</source>
        <translation>&amp;Mehr Kandidaten …</translation>
    </message>
    <message>
        <source>Show &amp;all candidates</source>
        <translation>&amp;Alle Kandidaten zeigen</translation>
    </message>
    <message>
        <source>Save the &amp;figure…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>&amp;Restore the default layout</source>
        <translation>Standardanordnung &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Paretoscope</source>
        <translation>Ü&amp;ber Paretoscope</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Haupt</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>Re&amp;sume</source>
        <translation>Fort&amp;setzen</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>%1 the search (F5)</source>
        <translation>Suche: %1 (F5)</translation>
    </message>
    <message>
        <source>Ask for no new candidates; running ones go on (F6)</source>
        <translation>Keine neuen Kandidaten beginnen; laufende gehen weiter (F6)</translation>
    </message>
    <message>
        <source>Stop the search; it can be continued later (Shift+F5)</source>
        <translation>Die Suche anhalten; sie kann später fortgesetzt werden (Umschalt+F5)</translation>
    </message>
    <message>
        <source>Filter candidates by an expression (Ctrl+F)</source>
        <translation>Kandidaten mit einem Ausdruck filtern (Strg+F)</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>Paretoscope</source>
        <translation>Paretoscope</translation>
    </message>
    <message>
        <source>This study is open for reading only.</source>
        <translation>Diese Studie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>You can look at everything; to search, save a copy and open that.</source>
        <translation>Sie können alles ansehen; zum Suchen speichern Sie eine Kopie und öffnen diese.</translation>
    </message>
    <message>
        <source>Save a copy as…</source>
        <translation>Kopie speichern unter …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Studies (*.pscope)</source>
        <translation>Studien (*.pscope)</translation>
    </message>
    <message>
        <source>A copy was saved as %1.</source>
        <translation>Eine Kopie wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>More candidates</source>
        <translation>Mehr Kandidaten</translation>
    </message>
    <message numerus="yes">
        <source>The search has evaluated its %n candidate(s).
Continue up to this number:</source>
        <translation>
            <numerusform>Die Suche hat ihren %n Kandidaten bewertet.
Fortsetzen bis zu dieser Zahl:</numerusform>
            <numerusform>Die Suche hat ihre %n Kandidaten bewertet.
Fortsetzen bis zu dieser Zahl:</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>About Paretoscope</source>
        <translation>Über Paretoscope</translation>
    </message>
    <message>
        <source>Stopping the search; the window closes then.</source>
        <translation>Die Suche wird angehalten; danach schließt das Fenster.</translation>
    </message>
    <message>
        <source>&amp;Continue…</source>
        <translation>&amp;Fortsetzen …</translation>
    </message>
    <message>
        <source>New s&amp;pace…</source>
        <translation>Neuer &amp;Raum …</translation>
    </message>
    <message>
        <source>&amp;Edit the study&apos;s space</source>
        <translation>Raum der Studie b&amp;earbeiten</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>The candidates of a study and their front</source>
        <translation>Die Kandidaten einer Studie und ihre Front</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>The design space: what is searched</source>
        <translation>Der Entwurfsraum: was durchsucht wird</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>What is known of devices, and what they make of networks</source>
        <translation>Was über Geräte bekannt ist und was sie aus Netzen machen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>What each layer of a model costs, for ONNX files</source>
        <translation>Was jede Schicht eines Modells kostet, für ONNX-Dateien</translation>
    </message>
    <message>
        <source>%1[*] – Paretoscope</source>
        <translation>%1[*] – Paretoscope</translation>
    </message>
    <message>
        <source>Studies, spaces, configurations and models (*.pscope *.json *.onnx);;All files (*)</source>
        <translation>Studien, Räume, Konfigurationen und Modelle (*.pscope *.json *.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>A study of Optuna trials or of a CSV table.</source>
        <translation>Eine Studie aus Optuna-Versuchen oder einer CSV-Tabelle.</translation>
    </message>
    <message>
        <source>All candidates are kept. The search can go on from here.</source>
        <translation>Alle Kandidaten bleiben erhalten. Die Suche kann von hier aus weitergehen.</translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation>Trotzdem fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Compare strategies…</source>
        <translation>Strategien &amp;vergleichen …</translation>
    </message>
    <message>
        <source>Several strategies over several seeds on the evaluations of this study</source>
        <translation>Mehrere Strategien über mehrere Startwerte auf den Bewertungen dieser Studie</translation>
    </message>
    <message>
        <source>&amp;New search from this study…</source>
        <translation>Neue S&amp;uche aus dieser Studie …</translation>
    </message>
    <message>
        <source>Another device, other objectives or bounds: what this study measured is taken over</source>
        <translation>Ein anderes Gerät, andere Ziele oder Schranken: Was diese Studie gemessen hat, wird übernommen</translation>
    </message>
    <message>
        <source>&amp;Focus…</source>
        <translation>Fo&amp;kus …</translation>
    </message>
    <message>
        <source>Search more in a region of the space or of the objectives</source>
        <translation>Mehr in einem Bereich des Raums oder der Ziele suchen</translation>
    </message>
</context>
<context>
    <name>pscope::MeasuringCommandEditor</name>
    <message>
        <source>Program and its arguments, one a line</source>
        <translation>Programm und seine Argumente, eines je Zeile</translation>
    </message>
    <message>
        <source>The program, then its arguments, one a line:

/home/me/bench-on-pi
--model
{onnx}
--runs
50</source>
        <translation>Das Programm, dann seine Argumente, eines je Zeile:

/home/me/bench-on-pi
--model
{onnx}
--runs
50</translation>
    </message>
    <message>
        <source>No shell takes part: each line is passed as it is. {onnx} stands for the path of the model&apos;s file; a script of yours copies it to the device, runs it there and prints the latency.</source>
        <translation>Es ist keine Shell beteiligt: Jede Zeile wird übergeben, wie sie ist. {onnx} steht für den Pfad der Modelldatei; ein Skript von Ihnen kopiert sie auf das Gerät, führt sie dort aus und gibt die Latenz aus.</translation>
    </message>
    <message>
        <source>How the latency is found in the output</source>
        <translation>Wie die Latenz in der Ausgabe gefunden wird</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>JSON pointer</source>
        <translation>JSON-Pointer</translation>
    </message>
    <message>
        <source>Pattern or JSON pointer of the latency</source>
        <translation>Muster oder JSON-Pointer der Latenz</translation>
    </message>
    <message>
        <source>Unit of the latency that is printed</source>
        <translation>Einheit der ausgegebenen Latenz</translation>
    </message>
    <message>
        <source>Longest run of the program, in seconds</source>
        <translation>Längste Laufzeit des Programms, in Sekunden</translation>
    </message>
    <message>
        <source> s at most</source>
        <translation> s höchstens</translation>
    </message>
    <message>
        <source>A program that runs longer than so many seconds counts as hanging and is ended.</source>
        <translation>Ein Programm, das länger als so viele Sekunden läuft, gilt als hängend und wird beendet.</translation>
    </message>
    <message>
        <source>The command as a JSON file, as the command line takes it (--command).</source>
        <translation>Der Befehl als JSON-Datei, wie ihn die Befehlszeile annimmt (--command).</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>A regular expression for one line of the output, with one group around the number.</source>
        <translation>Ein regulärer Ausdruck für eine Zeile der Ausgabe, mit einer Gruppe um die Zahl.</translation>
    </message>
    <message>
        <source>Where the number is in the program&apos;s output, which is one JSON document.</source>
        <translation>Wo die Zahl in der Ausgabe des Programms steht, die ein einziges JSON-Dokument ist.</translation>
    </message>
    <message>
        <source>Save the command</source>
        <translation>Befehl speichern</translation>
    </message>
    <message>
        <source>Open a command</source>
        <translation>Befehl öffnen</translation>
    </message>
    <message>
        <source>Commands (*.json);;All files (*)</source>
        <translation>Befehle (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>pscope::MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>pscope::NetworkGraph</name>
    <message>
        <source>&amp;Colours:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>What the colours of the graph show</source>
        <translation>Was die Farben des Graphen zeigen</translation>
    </message>
    <message>
        <source>Kind of operator, or a cost of each operator: MACs, parameters, bytes of activations, or milliseconds on a device</source>
        <translation>Art des Operators oder Kosten jedes Operators: MACs, Parameter, Bytes der Aktivierungen oder Millisekunden auf einem Gerät</translation>
    </message>
    <message>
        <source>Draw all blocks in full</source>
        <translation>Alle Blöcke vollständig zeichnen</translation>
    </message>
    <message>
        <source>Draw equal blocks once</source>
        <translation>Gleiche Blöcke nur einmal zeichnen</translation>
    </message>
    <message>
        <source>Show everything (F)</source>
        <translation>Alles zeigen (F)</translation>
    </message>
    <message>
        <source>Find an operator (Ctrl+F)</source>
        <translation>Einen Operator suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Save the graph as SVG, PDF or PNG</source>
        <translation>Den Graphen als SVG, PDF oder PNG speichern</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>Aktivierungsspeicher</translation>
    </message>
    <message>
        <source>Latency: %1</source>
        <translation>Latenz: %1</translation>
    </message>
    <message>
        <source>counted, batch 1</source>
        <translation>gezählt, Batch 1</translation>
    </message>
    <message>
        <source>params</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>Activation memory while it runs</source>
        <translation>Aktivierungsspeicher während der Ausführung</translation>
    </message>
    <message>
        <source>all live tensors, 4 bytes a value, batch 1</source>
        <translation>alle lebenden Tensoren, 4 Byte je Wert, Batch 1</translation>
    </message>
    <message>
        <source>Latency on %1</source>
        <translation>Latenz auf %1</translation>
    </message>
    <message>
        <source>estimated (%1, %2, batch 1), weakest evidence %3</source>
        <translation>geschätzt (%1, %2, Batch 1), schwächster Beleg: %3</translation>
    </message>
</context>
<context>
    <name>pscope::NetworkPage</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message numerus="yes">
        <source>Estimating on %n device(s)…</source>
        <translation>
            <numerusform>Schätzung auf %n Gerät …</numerusform>
            <numerusform>Schätzung auf %n Geräten …</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>Das Modell wird gelesen …</translation>
    </message>
    <message>
        <source>&lt;h3&gt;What does a model cost?&lt;/h3&gt;&lt;p&gt;Drop an ONNX file here, or open one: its graph with the cost of every layer, totals, and what it takes on every device.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Was kostet ein Modell?&lt;/h3&gt;&lt;p&gt;Eine ONNX-Datei hierher ziehen oder eine öffnen: ihr Graph mit den Kosten jeder Schicht, Summen und der Aufwand auf jedem Gerät.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>Modell öffnen …</translation>
    </message>
    <message>
        <source>Progress of reading the model</source>
        <translation>Fortschritt beim Lesen des Modells</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open another model (ONNX)</source>
        <translation>Ein anderes Modell öffnen (ONNX)</translation>
    </message>
    <message>
        <source>Save graph…</source>
        <translation>Graph speichern …</translation>
    </message>
    <message>
        <source>Save the graph as SVG, PDF or PNG</source>
        <translation>Den Graphen als SVG, PDF oder PNG speichern</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>Tabelle speichern …</translation>
    </message>
    <message>
        <source>Save the layers with their costs on all devices as CSV</source>
        <translation>Die Schichten mit ihren Kosten auf allen Geräten als CSV speichern</translation>
    </message>
    <message>
        <source>Filter layers by name, operator or shape</source>
        <translation>Schichten nach Name, Operator oder Form filtern</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Unknown operators</source>
        <translation>Unbekannte Operatoren</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Models (*.onnx);;All files (*)</source>
        <translation>Modelle (*.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>at least </source>
        <translation>mindestens </translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>peak activations %1 (fp32)</source>
        <translation>Spitze der Aktivierungen %1 (fp32)</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s)</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>ONNX opset %1</source>
        <translation>ONNX-Opset %1</translation>
    </message>
    <message>
        <source> (its output is taken to be like its input)</source>
        <translation> (angenommen wird, dass seine Ausgabe der Eingabe gleicht)</translation>
    </message>
    <message>
        <source>%1 (%2×)</source>
        <translation>%1 (%2×)</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s) are unknown here, so costs are lower bounds: %1.</source>
        <translation>
            <numerusform>%n Operator ist hier unbekannt, daher sind die Kosten untere Schranken: %1.</numerusform>
            <numerusform>%n Operatoren sind hier unbekannt, daher sind die Kosten untere Schranken: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Unknown operators (%1)</source>
        <translation>Unbekannte Operatoren (%1)</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
</context>
<context>
    <name>pscope::NewStudyDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Create study</source>
        <translation>Studie &amp;anlegen</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>Neue Studie</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name the file in which the study is kept.</source>
        <translation>Nennen Sie die Datei, in der die Studie liegen soll.</translation>
    </message>
    <message>
        <source>A file of this name exists already. Choose another name.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Nothing can be written to this folder. Choose another one.</source>
        <translation>In diesen Ordner kann nicht geschrieben werden. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>%1 designs</source>
        <translation>%1 Entwürfe</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n Kandidat</numerusform>
            <numerusform>%n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>roughly %1</source>
        <translation>etwa %1</translation>
    </message>
</context>
<context>
    <name>pscope::ObjectivesPage</name>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>What makes a design good?</source>
        <translation>Was macht einen Entwurf gut?</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> Epochen</translation>
    </message>
    <message>
        <source>Passes over the training images, for each candidate</source>
        <translation>Durchgänge durch die Trainingsbilder je Kandidat</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>A candidate that misses a bound is kept as infeasible; the dearer estimates (training) are not spent on it.</source>
        <translation>Ein Kandidat, der eine Schranke verfehlt, wird als unzulässig behalten; die teureren Schätzungen (Training) werden ihm erspart.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>How it is found</source>
        <translation>Woher der Wert kommt</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>at most …</source>
        <translation>höchstens …</translation>
    </message>
    <message>
        <source>at least …</source>
        <translation>mindestens …</translation>
    </message>
    <message>
        <source>Hard bound in %1; empty: none</source>
        <translation>Harte Schranke in %1; leer: keine</translation>
    </message>
    <message>
        <source>Bound of %1</source>
        <translation>Schranke für %1</translation>
    </message>
</context>
<context>
    <name>pscope::OperatorCostModel</name>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>arithmetic</source>
        <translation>Rechenleistung</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Bewegt</translation>
    </message>
    <message>
        <source>MAC/B</source>
        <translation>MAC/B</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Bound by</source>
        <translation>Begrenzt durch</translation>
    </message>
</context>
<context>
    <name>pscope::Plot</name>
    <message>
        <source>Whole view	Home</source>
        <translation>Ganze Ansicht	Pos1</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>Bild speichern …</translation>
    </message>
</context>
<context>
    <name>pscope::PredictionsPanel</name>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The objective whose predictions are shown</source>
        <translation>Das Ziel, dessen Vorhersagen gezeigt werden</translation>
    </message>
    <message>
        <source>Spearman&apos;s and Kendall&apos;s rank correlation of predicted and measured values (1: the same order), and the share of the measured values inside the intervals that were to hold 68 % and 95 % of them. Shares far below that mean that the predictions are too sure of themselves.</source>
        <translation>Rangkorrelation nach Spearman und nach Kendall zwischen vorhergesagten und gemessenen Werten (1: dieselbe Reihenfolge) und der Anteil der gemessenen Werte innerhalb der Intervalle, die 68 % und 95 % davon enthalten sollten. Anteile weit darunter bedeuten, dass die Vorhersagen sich ihrer zu sicher sind.</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>Keine Studie ist geöffnet.</translation>
    </message>
    <message>
        <source>This objective is not predicted:
its exact value is known before a design is evaluated.</source>
        <translation>Dieses Ziel wird nicht vorhergesagt:
Sein genauer Wert ist bekannt, bevor ein Entwurf bewertet wird.</translation>
    </message>
    <message>
        <source>The strategies &quot;default&quot; and &quot;model&quot; say what they expect of a design when they propose it.
It appears here against what was measured, from the first design after the random beginning on.</source>
        <translation>Die Strategien „default“ und „model“ geben an, was sie von einem Entwurf erwarten, wenn sie ihn vorschlagen.
Das erscheint hier gegenüber dem Gemessenen, vom ersten Entwurf nach dem zufälligen Anfang an.</translation>
    </message>
    <message numerus="yes">
        <source>%n design(s) predicted: Spearman %1, Kendall %2; %3 % in the 68 % interval, %4 % in the 95 % interval.</source>
        <translation>
            <numerusform>%n Entwurf vorhergesagt: Spearman %1, Kendall %2; %3 % im 68-%-Intervall, %4 % im 95-%-Intervall.</numerusform>
            <numerusform>%n Entwürfe vorhergesagt: Spearman %1, Kendall %2; %3 % im 68-%-Intervall, %4 % im 95-%-Intervall.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::RooflinePlot</name>
    <message>
        <source>Choose a device.</source>
        <translation>Ein Gerät wählen.</translation>
    </message>
    <message>
        <source>arithmetic intensity (MAC/B)</source>
        <translation>arithmetische Intensität (MAC/B)</translation>
    </message>
    <message>
        <source>attained speed (MAC/s)</source>
        <translation>erzielte Geschwindigkeit (MAC/s)</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>data sheet</source>
        <translation>Datenblatt</translation>
    </message>
    <message>
        <source>bound by arithmetic</source>
        <translation>durch Rechenleistung begrenzt</translation>
    </message>
    <message>
        <source>bound by memory</source>
        <translation>durch Speicher begrenzt</translation>
    </message>
    <message numerus="yes">
        <source>%n operator(s) without MACs</source>
        <translation>
            <numerusform>%n Operator ohne MACs</numerusform>
            <numerusform>%n Operatoren ohne MACs</numerusform>
        </translation>
    </message>
    <message>
        <source>Roofline of the device</source>
        <translation>Roofline des Geräts</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: the roof bends at %3; %n operator(s) are shown.</source>
        <translation>
            <numerusform>%1, %2: Das Dach knickt bei %3; %n Operator wird gezeigt.</numerusform>
            <numerusform>%1, %2: Das Dach knickt bei %3; %n Operatoren werden gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>Spitze %1</translation>
    </message>
    <message>
        <source>ridge %1</source>
        <translation>Knick %1</translation>
    </message>
    <message>
        <source>%1
%2 over %3: %4
%5 ms (%6 % of the network), %7
bound by %8</source>
        <translation>%1
%2 auf %3: %4
%5 ms (%6 % des Netzes), %7
begrenzt durch %8</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>arithmetic</source>
        <translation>Rechenleistung</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>bound by</source>
        <translation>begrenzt durch</translation>
    </message>
</context>
<context>
    <name>pscope::RunCommandDialog</name>
    <message>
        <source>Run a program?</source>
        <translation>Ein Programm ausführen?</translation>
    </message>
    <message>
        <source>“%1” is timed by a program of this machine, which its profile names. Run it only if you know what it does: whoever wrote the profile chose it.</source>
        <translation>„%1“ wird von einem Programm dieses Rechners gemessen, das sein Profil nennt. Führen Sie es nur aus, wenn Sie wissen, was es tut: Wer das Profil geschrieben hat, hat es ausgesucht.</translation>
    </message>
    <message>
        <source>&amp;Program and arguments, without a shell; {onnx} stands for a model&apos;s file:</source>
        <translation>&amp;Programm und Argumente, ohne Shell; {onnx} steht für die Datei eines Modells:</translation>
    </message>
    <message>
        <source>Program and arguments</source>
        <translation>Programm und Argumente</translation>
    </message>
    <message>
        <source>The answer is remembered for exactly these arguments.</source>
        <translation>Die Antwort wird für genau diese Argumente behalten.</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Runs the program now, and without asking from now on</source>
        <translation>Führt das Programm jetzt aus, und von nun an ohne zu fragen</translation>
    </message>
</context>
<context>
    <name>pscope::ScatterPlot</name>
    <message>
        <source>Nothing was predicted yet.</source>
        <translation>Noch wurde nichts vorhergesagt.</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>measured (%1)</source>
        <translation>gemessen (%1)</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>predicted (%1)</source>
        <translation>vorhergesagt (%1)</translation>
    </message>
    <message>
        <source>within 10 %</source>
        <translation>innerhalb von 10 %</translation>
    </message>
    <message>
        <source>beyond</source>
        <translation>außerhalb</translation>
    </message>
    <message>
        <source>bands of 5 % and 10 %</source>
        <translation>Bänder von 5 % und 10 %</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n design(s) are predicted within 10 %.</source>
        <translation>
            <numerusform>%1 von %n Entwurf ist auf 10 % genau vorhergesagt.</numerusform>
            <numerusform>%1 von %n Entwürfen sind auf 10 % genau vorhergesagt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Predicted against measured</source>
        <translation>Vorhergesagt gegen gemessen</translation>
    </message>
    <message>
        <source>%1
measured %2 %4, predicted %3 %4 (%5 %)</source>
        <translation>%1
gemessen %2 %4, vorhergesagt %3 %4 (%5 %)</translation>
    </message>
    <message>
        <source>design</source>
        <translation>Entwurf</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceCanvas</name>
    <message>
        <source>Template of the network</source>
        <translation>Bauplan des Netzes</translation>
    </message>
    <message>
        <source>Click, then choose a part from the palette: it comes here.</source>
        <translation>Klicken, dann einen Teil aus der Palette wählen: Er kommt hierher.</translation>
    </message>
    <message>
        <source>Selected: %1 %2</source>
        <translation>Ausgewählt: %1 %2</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceChangesPanel</name>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>the text as it was opened or saved</source>
        <translation>dem Text, wie er geöffnet oder gespeichert wurde</translation>
    </message>
    <message>
        <source>the file as it is now</source>
        <translation>der Datei, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>the last search: %1</source>
        <translation>der letzten Suche: %1</translation>
    </message>
    <message>
        <source>&lt;p&gt;The space has no designs yet.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Der Raum hat noch keine Entwürfe.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;The space has problems; this is about its last valid form.&lt;/i&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;i&gt;Der Raum hat Probleme; dies gilt für seine letzte gültige Form.&lt;/i&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;What it is compared with is not a valid space; all %1 designs are new.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Womit er verglichen wird, ist kein gültiger Raum; alle %1 Entwürfe sind neu.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceDistributionPanel</name>
    <message>
        <source>Open a design space, or finish the one you draw:
what its designs cost, and how many keep your bounds, appears here.</source>
        <translation>Einen Entwurfsraum öffnen oder den gezeichneten fertigstellen:
Was seine Entwürfe kosten und wie viele die Schranken einhalten, erscheint hier.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>The devices whose estimated latency is shown</source>
        <translation>Die Geräte, deren geschätzte Latenz gezeigt wird</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Show the same as numbers: least, median, most, bound and share</source>
        <translation>Dasselbe als Zahlen zeigen: kleinster Wert, Median, größter Wert, Schranke und Anteil</translation>
    </message>
    <message>
        <source>Distribution of the costs over sampled designs</source>
        <translation>Verteilung der Kosten über eine Stichprobe von Entwürfen</translation>
    </message>
    <message>
        <source>no bound</source>
        <translation>keine Schranke</translation>
    </message>
    <message>
        <source>Bound of %1</source>
        <translation>Schranke für %1</translation>
    </message>
    <message>
        <source>latency (%1)</source>
        <translation>Latenz (%1)</translation>
    </message>
    <message>
        <source>No design of the sample has a network.</source>
        <translation>Kein Entwurf der Stichprobe hat ein Netz.</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>A number in %1, or with its own unit, such as %2; empty: no bound. Or drag in the histogram, or double-click there.</source>
        <translation>Eine Zahl in %1 oder mit eigener Einheit, etwa %2; leer: keine Schranke. Oder im Histogramm ziehen oder dort doppelklicken.</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>%1 keep it (%2 to %3)</source>
        <translation>%1 halten sie ein (%2 bis %3)</translation>
    </message>
    <message>
        <source>none of the sample (below %1)</source>
        <translation>keiner der Stichprobe (unter %1)</translation>
    </message>
    <message>
        <source>only rare ones: the smallest has %1</source>
        <translation>nur seltene: Der kleinste hat %1</translation>
    </message>
    <message>
        <source>out of reach? The smallest has %1</source>
        <translation>unerreichbar? Der kleinste hat %1</translation>
    </message>
    <message>
        <source>Drawing designs…</source>
        <translation>Entwürfe werden gezogen …</translation>
    </message>
    <message>
        <source>%1 keep all bounds</source>
        <translation>%1 halten alle Schranken ein</translation>
    </message>
    <message>
        <source>95 % interval (Wilson): %1 to %2</source>
        <translation>95-%-Intervall (Wilson): %1 bis %2</translation>
    </message>
    <message>
        <source>%1 random designs in %2 s</source>
        <translation>%1 zufällige Entwürfe in %2 s</translation>
    </message>
    <message>
        <source>%1 random designs…</source>
        <translation>%1 zufällige Entwürfe …</translation>
    </message>
    <message>
        <source>%1 violate a constraint</source>
        <translation>%1 verletzen eine Nebenbedingung</translation>
    </message>
    <message>
        <source>%1 have no network</source>
        <translation>%1 haben kein Netz</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceDocument</name>
    <message>
        <source>Untitled space</source>
        <translation>Unbenannter Raum</translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Änderung an %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Texteingabe</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceExpressionEdit</name>
    <message>
        <source>Names and operators that can stand here (Ctrl+Space)</source>
        <translation>Namen und Operatoren, die hier stehen können (Strg+Leertaste)</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Wahlmöglichkeit</translation>
    </message>
    <message>
        <source>of the scale</source>
        <translation>des Maßstabs</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>abgeleitet</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Operator</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceGallery</name>
    <message>
        <source>Back to the space</source>
        <translation>Zurück zum Raum</translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message>
        <source>A published family, to be changed as you like, or an empty space. Templates are never changed themselves.</source>
        <translation>Eine veröffentlichte Familie, die sich beliebig ändern lässt, oder ein leerer Raum. Die Vorlagen selbst werden nie geändert.</translation>
    </message>
    <message>
        <source>Find by name, tag or word</source>
        <translation>Nach Name, Stichwort oder Wort suchen</translation>
    </message>
    <message>
        <source>Find a template</source>
        <translation>Vorlage suchen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Empty space</source>
        <translation>Leerer Raum</translation>
    </message>
    <message>
        <source>no designs yet</source>
        <translation>noch keine Entwürfe</translation>
    </message>
    <message>
        <source>Begin from nothing: the editor says what to add first.</source>
        <translation>Bei null beginnen: Der Editor sagt, was zuerst hinzuzufügen ist.</translation>
    </message>
    <message>
        <source>%1 designs</source>
        <translation>%1 Entwürfe</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n Vorlage</numerusform>
            <numerusform>%n Vorlagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pscope::SpaceGuide</name>
    <message>
        <source>First steps of a space</source>
        <translation>Erste Schritte eines Raums</translation>
    </message>
    <message>
        <source>Give it a name</source>
        <translation>Dem Raum einen Namen geben</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Name …</translation>
    </message>
    <message>
        <source>Add what differs between designs: choices</source>
        <translation>Hinzufügen, worin sich die Entwürfe unterscheiden: Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Add a choice</source>
        <translation>Wahlmöglichkeit hinzufügen</translation>
    </message>
    <message>
        <source>Say what goes in and how many classes come out: a scale</source>
        <translation>Angeben, was hineingeht und wie viele Klassen herauskommen: ein Maßstab</translation>
    </message>
    <message>
        <source>Add a scale</source>
        <translation>Maßstab hinzufügen</translation>
    </message>
    <message>
        <source>Build the network: put blocks and operators from the palette into it</source>
        <translation>Das Netz bauen: Blöcke und Operatoren aus der Palette hineinsetzen</translation>
    </message>
    <message>
        <source>Add a convolution</source>
        <translation>Faltung hinzufügen</translation>
    </message>
    <message>
        <source>End in one number for each class</source>
        <translation>Mit einer Zahl je Klasse enden</translation>
    </message>
    <message>
        <source>Add a head</source>
        <translation>Kopf hinzufügen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceHeader</name>
    <message>
        <source>Search this space…</source>
        <translation>In diesem Raum suchen …</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, geändert</translation>
    </message>
    <message>
        <source>%1 designs</source>
        <translation>%1 Entwürfe</translation>
    </message>
    <message>
        <source>when it was last valid</source>
        <translation>als er zuletzt gültig war</translation>
    </message>
    <message>
        <source>Exactly %1 designs, counted under all conditions and constraints over choices</source>
        <translation>Genau %1 Entwürfe, gezählt unter allen Bedingungen und Nebenbedingungen der Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>No designs yet</source>
        <translation>Noch keine Entwürfe</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the problems (F8 goes to the next one)</source>
        <translation>Die Probleme zeigen (F8 geht zum nächsten)</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Every statement is understood, and a design of each scale was built</source>
        <translation>Jede Anweisung wird verstanden, und von jedem Maßstab wurde ein Entwurf gebaut</translation>
    </message>
    <message>
        <source>Solve the problems first</source>
        <translation>Zuerst die Probleme lösen</translation>
    </message>
    <message>
        <source>Starts the assistant for a new study with this space</source>
        <translation>Startet den Assistenten für eine neue Studie mit diesem Raum</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceJsonPanel</name>
    <message>
        <source>JSON text of the space</source>
        <translation>JSON-Text des Raums</translation>
    </message>
    <message>
        <source>⚠ Line %1, column %2: %3 The other views show the last text that was valid; nothing is lost.</source>
        <translation>⚠ Zeile %1, Spalte %2: %3 Die anderen Ansichten zeigen den letzten gültigen Text; nichts ist verloren.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message numerus="yes">
        <source>Valid. %n line(s).</source>
        <translation>
            <numerusform>Gültig. %n Zeile.</numerusform>
            <numerusform>Gültig. %n Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ Line %1, column %2: %3 %4</source>
        <translation>⚠ Zeile %1, Spalte %2: %3 %4</translation>
    </message>
</context>
<context>
    <name>pscope::SpacePage</name>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Which designs may be chosen?</source>
        <translation>Welche Entwürfe stehen zur Wahl?</translation>
    </message>
    <message>
        <source>Design spaces</source>
        <translation>Entwurfsräume</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Open a space&apos;s JSON document</source>
        <translation>Das JSON-Dokument eines Raums öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 designs</source>
        <translation>%1 Entwürfe</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Open a space</source>
        <translation>Raum öffnen</translation>
    </message>
    <message>
        <source>Spaces (*.json)</source>
        <translation>Räume (*.json)</translation>
    </message>
</context>
<context>
    <name>pscope::SpacePalettePanel</name>
    <message>
        <source>Layers with weights</source>
        <translation>Schichten mit Gewichten</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normalisierung</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Pooling and size</source>
        <translation>Pooling und Größe</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Attention and mixing</source>
        <translation>Attention und Mischen</translation>
    </message>
    <message>
        <source>Order of elements</source>
        <translation>Anordnung der Elemente</translation>
    </message>
    <message>
        <source>Other operators</source>
        <translation>Andere Operatoren</translation>
    </message>
    <message>
        <source>Find a part</source>
        <translation>Teil suchen</translation>
    </message>
    <message>
        <source>Parts that can be put into the space</source>
        <translation>Teile, die in den Raum gesetzt werden können</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>One of a list of numbers or words</source>
        <translation>Eine Zahl oder ein Wort aus einer Liste</translation>
    </message>
    <message>
        <source>A whole number from, to, in steps</source>
        <translation>Eine ganze Zahl von, bis, in Schritten</translation>
    </message>
    <message>
        <source>A number of a grid, in equal steps or ratios</source>
        <translation>Eine Zahl aus einem Raster, in gleichen Schritten oder Verhältnissen</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>Several copies of the choices inside</source>
        <translation>Mehrere Kopien der enthaltenen Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Choices that are there only when it is switched on</source>
        <translation>Wahlmöglichkeiten, die es nur im eingeschalteten Zustand gibt</translation>
    </message>
    <message>
        <source>Choices under a common name</source>
        <translation>Wahlmöglichkeiten unter einem gemeinsamen Namen</translation>
    </message>
    <message>
        <source>Sizes and rules</source>
        <translation>Größen und Regeln</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>A size that the network is built at: input and classes</source>
        <translation>Eine Größe, in der das Netz gebaut wird: Eingabe und Klassen</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Nebenbedingung</translation>
    </message>
    <message>
        <source>What every design must satisfy</source>
        <translation>Was jeder Entwurf erfüllen muss</translation>
    </message>
    <message>
        <source>Derived value</source>
        <translation>Abgeleiteter Wert</translation>
    </message>
    <message>
        <source>A number computed from choices</source>
        <translation>Eine Zahl, berechnet aus Wahlmöglichkeiten</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Loop over a repeat</source>
        <translation>Schleife über eine Wiederholung</translation>
    </message>
    <message>
        <source>The statements inside once for each copy of a repeat</source>
        <translation>Die enthaltenen Anweisungen einmal für jede Kopie einer Wiederholung</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>The statements inside, several times</source>
        <translation>Die enthaltenen Anweisungen, mehrmals</translation>
    </message>
    <message>
        <source>If</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>Statements that are built where a condition holds</source>
        <translation>Anweisungen, die gebaut werden, wo eine Bedingung gilt</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Fallunterscheidung</translation>
    </message>
    <message>
        <source>A list of statements for each level of a choice</source>
        <translation>Eine Liste von Anweisungen für jede Stufe einer Wahlmöglichkeit</translation>
    </message>
    <message>
        <source>Part with a name</source>
        <translation>Teil mit Namen</translation>
    </message>
    <message>
        <source>Names a part of the network</source>
        <translation>Benennt einen Teil des Netzes</translation>
    </message>
    <message>
        <source>Let</source>
        <translation>Sei</translation>
    </message>
    <message>
        <source>Names for numbers</source>
        <translation>Namen für Zahlen</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Weiter mit</translation>
    </message>
    <message>
        <source>Makes a named value the running one</source>
        <translation>Macht einen benannten Wert zum laufenden</translation>
    </message>
    <message>
        <source>Ready-made blocks</source>
        <translation>Fertige Blöcke</translation>
    </message>
    <message>
        <source>%1. From %2.</source>
        <translation>%1. Aus %2.</translation>
    </message>
    <message>
        <source>Blocks of this space</source>
        <translation>Blöcke dieses Raums</translation>
    </message>
    <message>
        <source>A block of this space</source>
        <translation>Ein Block dieses Raums</translation>
    </message>
    <message>
        <source>New block</source>
        <translation>Neuer Block</translation>
    </message>
    <message>
        <source>An empty block, to be filled</source>
        <translation>Ein leerer Block zum Füllen</translation>
    </message>
    <message>
        <source>Add a derived value</source>
        <translation>Abgeleiteten Wert hinzufügen</translation>
    </message>
</context>
<context>
    <name>pscope::SpacePerspective</name>
    <message>
        <source>Network and blocks</source>
        <translation>Netz und Blöcke</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>One design</source>
        <translation>Ein Entwurf</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Save space</source>
        <translation>Raum &amp;speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save space &amp;as…</source>
        <translation>Raum speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Search &amp;this space…</source>
        <translation>In &amp;diesem Raum suchen …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>En&amp;tfernen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Insert a part…</source>
        <translation>Teil ein&amp;setzen …</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Next &amp;problem</source>
        <translation>Nächstes &amp;Problem</translation>
    </message>
    <message>
        <source>Edit pr&amp;operties</source>
        <translation>Ei&amp;genschaften bearbeiten</translation>
    </message>
    <message>
        <source>Restore the default &amp;layout</source>
        <translation>Standardanordnung &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>Chosen network</source>
        <translation>Gewähltes Netz</translation>
    </message>
    <message>
        <source>Choose one of the networks above to turn its choices.</source>
        <translation>Eines der Netze oben wählen, um seine Wahlmöglichkeiten zu verstellen.</translation>
    </message>
    <message>
        <source>The space has no designs yet: see what is missing above the canvas, or the problems.</source>
        <translation>Der Raum hat noch keine Entwürfe: Was fehlt, steht über der Zeichenfläche oder bei den Problemen.</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Design spaces</source>
        <translation>Entwurfsräume</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
</context>
<context>
    <name>pscope::SpacePreviewPanel</name>
    <message>
        <source>Open a design space, or finish the one you draw:
its smallest, typical and largest networks appear here.</source>
        <translation>Einen Entwurfsraum öffnen oder den gezeichneten fertigstellen:
Sein kleinstes, ein typisches und sein größtes Netz erscheinen hier.</translation>
    </message>
    <message>
        <source>&amp;Latency on</source>
        <translation>&amp;Latenz auf</translation>
    </message>
    <message>
        <source>The device whose estimated latency the cards show</source>
        <translation>Das Gerät, dessen geschätzte Latenz die Karten zeigen</translation>
    </message>
    <message>
        <source>Device of the latency</source>
        <translation>Gerät der Latenz</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinstes</translation>
    </message>
    <message>
        <source>Typical</source>
        <translation>Typisches</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größtes</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufälliges</translation>
    </message>
    <message>
        <source>Click to turn the choices of this design one by one.</source>
        <translation>Klicken, um die Wahlmöglichkeiten dieses Entwurfs einzeln zu verstellen.</translation>
    </message>
    <message>
        <source>Draw another random design</source>
        <translation>Einen anderen zufälligen Entwurf ziehen</translation>
    </message>
    <message>
        <source>Looking for the smallest and the largest network…</source>
        <translation>Das kleinste und das größte Netz werden gesucht …</translation>
    </message>
    <message>
        <source>Smallest and largest by MACs</source>
        <translation>Kleinstes und größtes nach MACs</translation>
    </message>
    <message>
        <source>No design of the space has a network.</source>
        <translation>Kein Entwurf des Raums hat ein Netz.</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>bewiesen</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>Every design of the space was looked at.</source>
        <translation>Jeder Entwurf des Raums wurde betrachtet.</translation>
    </message>
    <message>
        <source>The best that was found by changing one choice at a time, from several starts; a better one may exist.</source>
        <translation>Das beste, das durch Ändern von jeweils einer Wahlmöglichkeit von mehreren Startpunkten aus gefunden wurde; es kann ein besseres geben.</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceProblemsPanel</name>
    <message>
        <source>Problems of the space</source>
        <translation>Probleme des Raums</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>No problems: this space is valid.</source>
        <translation>Keine Probleme: Dieser Raum ist gültig.</translation>
    </message>
</context>
<context>
    <name>pscope::SpacePropertiesPanel</name>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Add a parameter…</source>
        <translation>Parameter hinzufügen …</translation>
    </message>
    <message>
        <source>Parameter of the scales</source>
        <translation>Parameter der Maßstäbe</translation>
    </message>
    <message>
        <source>Add a name…</source>
        <translation>Namen hinzufügen …</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Add a case for each level</source>
        <translation>Für jede Stufe einen Fall hinzufügen</translation>
    </message>
    <message>
        <source>Add cases</source>
        <translation>Fälle hinzufügen</translation>
    </message>
    <message>
        <source>Add an else</source>
        <translation>Sonst-Zweig hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s): %1</source>
        <translation>
            <numerusform>%n Stufe: %1</numerusform>
            <numerusform>%n Stufen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Änderung an %1</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceSaving</name>
    <message>
        <source>The space has unsaved changes</source>
        <translation>Der Raum hat ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes of %1?</source>
        <translation>Die Änderungen an %1 speichern?</translation>
    </message>
    <message>
        <source>Save the space</source>
        <translation>Raum speichern</translation>
    </message>
    <message>
        <source>Spaces (*.json)</source>
        <translation>Räume (*.json)</translation>
    </message>
    <message>
        <source>Another program changed %1.</source>
        <translation>Ein anderes Programm hat %1 geändert.</translation>
    </message>
    <message>
        <source>Reload it (your text can be brought back by undo), or keep yours and overwrite the file when you save.</source>
        <translation>Die Datei neu laden (der eigene Text lässt sich mit „Rückgängig“ zurückholen) oder den eigenen Text behalten und die Datei beim Speichern überschreiben.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigenen behalten</translation>
    </message>
    <message>
        <source>Show the difference</source>
        <translation>Unterschied zeigen</translation>
    </message>
    <message>
        <source>Saved, though the text is not valid JSON yet.</source>
        <translation>Gespeichert, obwohl der Text noch kein gültiges JSON ist.</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Raum</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceTreeModel</name>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
</context>
<context>
    <name>pscope::SpaceTreePanel</name>
    <message>
        <source>Parts of the space</source>
        <translation>Teile des Raums</translation>
    </message>
</context>
<context>
    <name>pscope::StopGroup</name>
    <message>
        <source>Stop earlier when</source>
        <translation>Früher anhalten, wenn</translation>
    </message>
    <message>
        <source>the front &amp;hardly improves any more</source>
        <translation>die Front sich kaum &amp;noch verbessert</translation>
    </message>
    <message>
        <source>this ti&amp;me is over</source>
        <translation>diese Zei&amp;t abgelaufen ist</translation>
    </message>
    <message>
        <source>a candidate is as &amp;good as this</source>
        <translation>ein Kandidat so &amp;gut ist wie hier angegeben</translation>
    </message>
    <message>
        <source>Ends the search when, with 95 % confidence, less than 5 % of the next evaluations would improve the hypervolume by more than 0.1 %. It can be continued anyway.</source>
        <translation>Beendet die Suche, wenn mit 95 % Konfidenz weniger als 5 % der nächsten Bewertungen das Hypervolumen um mehr als 0,1 % verbessern würden. Sie kann trotzdem fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Evaluations that are looked at</source>
        <translation>Betrachtete Bewertungen</translation>
    </message>
    <message>
        <source>How many of the last evaluations are looked at: the more, the surer and the later</source>
        <translation>Wie viele der letzten Bewertungen betrachtet werden: je mehr, desto sicherer und desto später</translation>
    </message>
    <message>
        <source>last </source>
        <translation>letzte </translation>
    </message>
    <message>
        <source>Begins no more candidates after this wall time, counted from each start. How many were evaluated then depends on the speed of this computer.</source>
        <translation>Beginnt nach dieser verstrichenen Zeit, gezählt ab jedem Start, keine weiteren Kandidaten. Wie viele dann bewertet sind, hängt von der Geschwindigkeit dieses Rechners ab.</translation>
    </message>
    <message>
        <source>Time of the search in minutes</source>
        <translation>Zeit der Suche in Minuten</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Ends the search with the first feasible candidate that reaches all values given here</source>
        <translation>Beendet die Suche mit dem ersten zulässigen Kandidaten, der alle hier angegebenen Werte erreicht</translation>
    </message>
    <message>
        <source>Target of %1</source>
        <translation>Zielwert für %1</translation>
    </message>
    <message>
        <source>at most …</source>
        <translation>höchstens …</translation>
    </message>
    <message>
        <source>at least …</source>
        <translation>mindestens …</translation>
    </message>
    <message>
        <source>In %1; empty: any value</source>
        <translation>In %1; leer: beliebiger Wert</translation>
    </message>
    <message>
        <source>“%1” is no number. Give the target a number, or leave its field empty.</source>
        <translation>„%1“ ist keine Zahl. Geben Sie der Zielvorgabe eine Zahl, oder lassen Sie ihr Feld leer.</translation>
    </message>
    <message>
        <source>The target has no value. Give it one, or do not stop at a target.</source>
        <translation>Die Zielvorgabe hat keinen Wert. Geben Sie ihr einen, oder halten Sie nicht bei einer Zielvorgabe an.</translation>
    </message>
</context>
<context>
    <name>pscope::StrategyComparisonDialog</name>
    <message>
        <source>Compare strategies</source>
        <translation>Strategien vergleichen</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Save the &amp;curves…</source>
        <translation>&amp;Kurven speichern …</translation>
    </message>
    <message>
        <source>As CSV: strategy, seed, evaluations, hypervolume ratio</source>
        <translation>Als CSV: Strategie, Startwert, Bewertungen, Hypervolumen-Verhältnis</translation>
    </message>
    <message>
        <source>Save the &amp;figure…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>As SVG, PNG or PDF</source>
        <translation>Als SVG, PNG oder PDF</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Strategies</source>
        <translation>Strategien</translation>
    </message>
    <message>
        <source>How often each strategy searches, each time with another seed</source>
        <translation>Wie oft jede Strategie sucht, jedes Mal mit einem anderen Startwert</translation>
    </message>
    <message>
        <source>How many designs each search evaluates</source>
        <translation>Wie viele Entwürfe jede Suche bewertet</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Seeds</source>
        <translation>Sta&amp;rtwerte</translation>
    </message>
    <message>
        <source>&amp;Evaluations</source>
        <translation>Be&amp;wertungen</translation>
    </message>
    <message>
        <source>S&amp;trategies</source>
        <translation>S&amp;trategien</translation>
    </message>
    <message>
        <source>Choose strategies and press Compare:
each searches this study&apos;s space several times, and the mean
hypervolume appears here over the evaluations.</source>
        <translation>Wählen Sie Strategien und drücken Sie „Vergleichen“:
Jede durchsucht den Raum dieser Studie mehrmals, und das mittlere
Hypervolumen erscheint hier über den Bewertungen.</translation>
    </message>
    <message>
        <source>Strategies after some evaluations</source>
        <translation>Strategien nach einigen Bewertungen</translation>
    </message>
    <message>
        <source>Strategies can only be compared where every objective costs nothing: tables, static costs and cost models. This search trains or measures its designs, and a comparison would do so for each strategy and seed.</source>
        <translation>Strategien lassen sich nur vergleichen, wo jedes Ziel nichts kostet: Tabellen, statische Kosten und Kostenmodelle. Diese Suche trainiert oder misst ihre Entwürfe, und ein Vergleich täte das für jede Strategie und jeden Startwert.</translation>
    </message>
    <message>
        <source>Choose at least one strategy.</source>
        <translation>Wählen Sie mindestens eine Strategie.</translation>
    </message>
    <message>
        <source>Without &quot;random&quot; there is no improvement over random search to tell.</source>
        <translation>Ohne „random“ lässt sich keine Verbesserung gegenüber der Zufallssuche angeben.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Evaluating the whole space</source>
        <translation>Der ganze Raum wird bewertet</translation>
    </message>
    <message>
        <source>Searching with %1</source>
        <translation>Suche mit %1</translation>
    </message>
    <message>
        <source>%1 of %2 evaluations</source>
        <translation>%1 von %2 Bewertungen</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>bands: 95 % confidence interval of the mean</source>
        <translation>Bänder: 95-%-Konfidenzintervall des Mittelwerts</translation>
    </message>
    <message>
        <source>The ratio is that over the hypervolume of the whole space.</source>
        <translation>Das Verhältnis bezieht sich auf das Hypervolumen des ganzen Raums.</translation>
    </message>
    <message>
        <source>The ratio is that over the hypervolume of all designs that were found.</source>
        <translation>Das Verhältnis bezieht sich auf das Hypervolumen aller gefundenen Entwürfe.</translation>
    </message>
    <message>
        <source>Intervals are those of the mean over the seeds (Student&apos;s t); p is the probability of such a difference from random search by chance (Wilcoxon&apos;s signed-rank test, two-sided).</source>
        <translation>Die Intervalle gelten für den Mittelwert über die Startwerte (Student-t-Verteilung); p ist die Wahrscheinlichkeit, dass ein solcher Unterschied zur Zufallssuche durch Zufall entsteht (Wilcoxon-Vorzeichen-Rang-Test, zweiseitig).</translation>
    </message>
    <message numerus="yes">
        <source>%n search(es) were compared.</source>
        <translation>
            <numerusform>%n Suche wurde verglichen.</numerusform>
            <numerusform>%n Suchen wurden verglichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>Mean ratio</source>
        <translation>Mittleres Verhältnis</translation>
    </message>
    <message>
        <source>95 % of the mean</source>
        <translation>95 % des Mittelwerts</translation>
    </message>
    <message>
        <source>Worst seed</source>
        <translation>Schlechtester Startwert</translation>
    </message>
    <message>
        <source>Over random</source>
        <translation>Gegenüber Zufall</translation>
    </message>
    <message>
        <source>p (Wilcoxon)</source>
        <translation>p (Wilcoxon)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Save the curves</source>
        <translation>Kurven speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Compare strategies: %1</source>
        <translation>Strategien vergleichen: %1</translation>
    </message>
    <message>
        <source>Ends the comparison; nothing of it is kept (Esc)</source>
        <translation>Beendet den Vergleich; nichts davon bleibt erhalten (Esc)</translation>
    </message>
    <message>
        <source>Computing the hypervolumes…</source>
        <translation>Die Hypervolumen werden berechnet …</translation>
    </message>
    <message>
        <source>The comparison is not saved</source>
        <translation>Der Vergleich ist nicht gespeichert</translation>
    </message>
    <message>
        <source>Save its curves before it is closed?</source>
        <translation>Sollen seine Kurven vor dem Schließen gespeichert werden?</translation>
    </message>
    <message>
        <source>Save the curves…</source>
        <translation>Kurven speichern …</translation>
    </message>
</context>
<context>
    <name>pscope::StrategyPage</name>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>How is the space searched, and how long?</source>
        <translation>Wie und wie lange wird gesucht?</translation>
    </message>
    <message>
        <source>The same seed gives the same search again</source>
        <translation>Derselbe Startwert gibt wieder dieselbe Suche</translation>
    </message>
    <message>
        <source>as many as cores</source>
        <translation>so viele wie Kerne</translation>
    </message>
    <message>
        <source>How many candidates are trained at the same time</source>
        <translation>Wie viele Kandidaten gleichzeitig trainiert werden</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>A candidate that takes longer fails, in seconds</source>
        <translation>Ein Kandidat, der länger braucht, scheitert; in Sekunden</translation>
    </message>
    <message>
        <source>&amp;Strategy</source>
        <translation>&amp;Strategie</translation>
    </message>
    <message>
        <source>&amp;Candidates</source>
        <translation>&amp;Kandidaten</translation>
    </message>
    <message>
        <source>&amp;Parallel</source>
        <translation>&amp;Parallel</translation>
    </message>
    <message>
        <source>&amp;Deadline</source>
        <translation>&amp;Frist</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>Start&amp;wert</translation>
    </message>
    <message>
        <source>Roughly %1 on this computer.</source>
        <translation>Etwa %1 auf diesem Rechner.</translation>
    </message>
    <message>
        <source>How many designs the search evaluates itself</source>
        <translation>Wie viele Entwürfe die Suche selbst bewertet</translation>
    </message>
</context>
<context>
    <name>pscope::StudyDocument</name>
    <message>
        <source>Candidate %1: %2</source>
        <translation>Kandidat %1: %2</translation>
    </message>
    <message>
        <source>Candidate %1 was put in by hand.</source>
        <translation>Kandidat %1 wurde von Hand hinzugefügt.</translation>
    </message>
    <message>
        <source>From candidate %1 on the search looks at: %2</source>
        <translation>Ab Kandidat %1 sucht die Suche hier: %2</translation>
    </message>
</context>
<context>
    <name>pscope::StudyMaker</name>
    <message>
        <source>New study</source>
        <translation>Neue Studie</translation>
    </message>
    <message>
        <source>Taking over what earlier studies know…</source>
        <translation>Was frühere Studien wissen, wird übernommen …</translation>
    </message>
</context>
<context>
    <name>pscope::SummaryPage</name>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>What will be done, and where is it kept?</source>
        <translation>Was wird getan, und wo liegt es?</translation>
    </message>
    <message>
        <source>Start the search at once</source>
        <translation>Die Suche gleich starten</translation>
    </message>
    <message>
        <source>as the file</source>
        <translation>wie die Datei</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>%1, %2 designs</source>
        <translation>%1, %2 Entwürfe</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n candidate(s)</source>
        <translation>
            <numerusform>%1, %n Kandidat</numerusform>
            <numerusform>%1, %n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>roughly %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Where to keep the study</source>
        <translation>Wo die Studie liegen soll</translation>
    </message>
    <message>
        <source>Studies (*.pscope)</source>
        <translation>Studien (*.pscope)</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>Beginnt mit</translation>
    </message>
</context>
<context>
    <name>pscope::TablePanel</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Filter, such as %1</source>
        <translation>Filter, etwa %1</translation>
    </message>
    <message>
        <source>&lt;p&gt;An expression (&amp;lt; &amp;lt;= == != and or not), or any part of a design&apos;s text. Names:&lt;/p&gt;%1</source>
        <translation>&lt;p&gt;Ein Ausdruck (&amp;lt; &amp;lt;= == != and or not) oder ein Teil vom Text eines Entwurfs. Namen:&lt;/p&gt;%1</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
</context>
<context>
    <name>pscope::TimelineModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Start (ms)</source>
        <translation>Beginn (ms)</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
    <message>
        <source>Moved out and in</source>
        <translation>Aus- und eingelagert</translation>
    </message>
</context>
<context>
    <name>pscope::TimelinePlot</name>
    <message>
        <source>Choose a device.</source>
        <translation>Ein Gerät wählen.</translation>
    </message>
    <message>
        <source>time (ms)</source>
        <translation>Zeit (ms)</translation>
    </message>
    <message>
        <source>bound by arithmetic</source>
        <translation>durch Rechenleistung begrenzt</translation>
    </message>
    <message>
        <source>bound by memory (hatched)</source>
        <translation>durch Speicher begrenzt (schraffiert)</translation>
    </message>
    <message>
        <source>other stages</source>
        <translation>andere Phasen</translation>
    </message>
    <message>
        <source>moved out and in again</source>
        <translation>aus- und wieder eingelagert</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>Timeline of the network on the device</source>
        <translation>Zeitachse des Netzes auf dem Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) in %1 ms</source>
        <translation>
            <numerusform>%n Schritt in %1 ms</numerusform>
            <numerusform>%n Schritte in %1 ms</numerusform>
        </translation>
    </message>
    <message>
        <source>, at most %1 in memory</source>
        <translation>, höchstens %1 im Speicher</translation>
    </message>
    <message>
        <source>%1 on %2
%3 ms from %4 ms on</source>
        <translation>%1 auf %2
%3 ms ab %4 ms</translation>
    </message>
    <message>
        <source>bound by memory</source>
        <translation>durch Speicher begrenzt</translation>
    </message>
    <message>
        <source>%1 in memory</source>
        <translation>%1 im Speicher</translation>
    </message>
    <message>
        <source>%1 moved out and in again before it</source>
        <translation>%1 davor aus- und wieder eingelagert</translation>
    </message>
    <message>
        <source>tensor of %1: %2 at address %3</source>
        <translation>Tensor von %1: %2 an Adresse %3</translation>
    </message>
    <message>
        <source>, loaded again</source>
        <translation>, erneut geladen</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Recheneinheit</translation>
    </message>
    <message>
        <source>start (ms)</source>
        <translation>Beginn (ms)</translation>
    </message>
    <message>
        <source>latency (ms)</source>
        <translation>Latenz (ms)</translation>
    </message>
    <message>
        <source>memory (B)</source>
        <translation>Speicher (B)</translation>
    </message>
    <message>
        <source>moved out and in (B)</source>
        <translation>aus- und eingelagert (B)</translation>
    </message>
</context>
<context>
    <name>pscope::WarmStartGroup</name>
    <message>
        <source>Start from earlier studies</source>
        <translation>Mit früheren Studien beginnen</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Evaluate the designs of their &amp;front first, where they lack a value</source>
        <translation>Die Entwürfe ihrer F&amp;ront zuerst bewerten, wo ihnen ein Wert fehlt</translation>
    </message>
    <message>
        <source>Earlier studies</source>
        <translation>Frühere Studien</translation>
    </message>
    <message>
        <source>What these studies measured is taken over, where it was obtained in the same way; what costs nothing is computed anew. Of what several know, the first one counts.</source>
        <translation>Was diese Studien gemessen haben, wird übernommen, wo es auf dieselbe Weise gewonnen wurde; was nichts kostet, wird neu berechnet. Wo mehrere etwas wissen, zählt die erste.</translation>
    </message>
    <message>
        <source>Choose study files. They can also be dropped here.</source>
        <translation>Studiendateien auswählen. Sie lassen sich auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Take the selected studies off the list</source>
        <translation>Die ausgewählten Studien von der Liste nehmen</translation>
    </message>
    <message>
        <source>Designs that nobody beat there, but of which a value has to be measured here, come first in the search: at most half of the candidates.</source>
        <translation>Entwürfe, die dort keiner übertroffen hat, von denen hier aber ein Wert gemessen werden muss, kommen in der Suche zuerst: höchstens die Hälfte der Kandidaten.</translation>
    </message>
    <message>
        <source>Nothing is known at the beginning. Add studies of this space, or of one with the same choices: for another device or with more objectives, nothing is measured twice.</source>
        <translation>Am Anfang ist nichts bekannt. Fügen Sie Studien dieses Raums hinzu, oder eines Raums mit denselben Wahlmöglichkeiten: Für ein anderes Gerät oder mit mehr Zielen wird nichts zweimal gemessen.</translation>
    </message>
    <message>
        <source>Looking into the studies…</source>
        <translation>Die Studien werden durchgesehen …</translation>
    </message>
    <message>
        <source>Studies (*.pscope)</source>
        <translation>Studien (*.pscope)</translation>
    </message>
</context>
<context>
    <name>pscope::WelcomePage</name>
    <message>
        <source>Paretoscope</source>
        <translation>Paretoscope</translation>
    </message>
    <message>
        <source>Search neural architectures for your device and watch the Pareto front grow.</source>
        <translation>Suchen Sie neuronale Architekturen für Ihr Gerät und sehen Sie der Pareto-Front beim Wachsen zu.</translation>
    </message>
    <message>
        <source>Example study</source>
        <translation>Beispielstudie</translation>
    </message>
    <message>
        <source>Small networks that read letters, 24 candidates, a few minutes</source>
        <translation>Kleine Netze, die Buchstaben lesen; 24 Kandidaten, wenige Minuten</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>Neue Studie …</translation>
    </message>
    <message>
        <source>Choose a space, data, objectives and a device</source>
        <translation>Raum, Daten, Ziele und Gerät wählen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Recent studies</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&lt;p&gt;Start the example: small networks are trained on this computer, and each one appears in the plane of its objectives.&lt;/p&gt;&lt;p&gt;Select a candidate to see its architecture and where its numbers come from.&lt;/p&gt;&lt;p&gt;Then make a study of your own, for your data and your device.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Starten Sie das Beispiel: Kleine Netze werden auf diesem Rechner trainiert, und jedes erscheint in der Ebene seiner Ziele.&lt;/p&gt;&lt;p&gt;Wählen Sie einen Kandidaten, um seine Architektur zu sehen und woher seine Zahlen kommen.&lt;/p&gt;&lt;p&gt;Legen Sie dann eine eigene Studie an, für Ihre Daten und Ihr Gerät.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Design space…</source>
        <translation>Entwurfsraum …</translation>
    </message>
    <message>
        <source>Draw one, or change a published family</source>
        <translation>Einen zeichnen oder eine veröffentlichte Familie ändern</translation>
    </message>
    <message>
        <source>A study (.pscope), a space or a search configuration (.json)</source>
        <translation>Eine Studie (.pscope), ein Raum oder eine Suchkonfiguration (.json)</translation>
    </message>
    <message>
        <source>You can also drop a study, a space or a configuration on this window.</source>
        <translation>Studien, Räume und Konfigurationen lassen sich auch auf dieses Fenster ziehen.</translation>
    </message>
</context>
<context>
    <name>pscope::Workspace</name>
    <message>
        <source>Hypervolume</source>
        <translation>Hypervolumen</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Knobs</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Select a candidate in the plot or the table:
its choices appear here as controls.</source>
        <translation>Einen Kandidaten im Bild oder in der Tabelle wählen:
Seine Wahlmöglichkeiten erscheinen hier als Regler.</translation>
    </message>
    <message>
        <source>The study is open for reading only.</source>
        <translation>Die Studie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>Evaluating this design…</source>
        <translation>Dieser Entwurf wird bewertet …</translation>
    </message>
    <message>
        <source>This design is candidate %1 of the study.</source>
        <translation>Dieser Entwurf ist Kandidat %1 der Studie.</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
</context>
</TS>
