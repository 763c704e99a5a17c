<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
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
</context>
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
        <source>"%1" cannot be the name of an objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use letters, digits, - and _.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is no direction.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write "minimize" or "maximize".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A bound must be a finite number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leave it out for no bound.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The objective "%1" has no estimator.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add one to "estimators", such as {"type": "static", "metric": "params"}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name at least one.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Two objectives are named "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give each a name of its own.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An object of named data is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A finite number is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The reference point has %1 numbers for %2 objectives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give one number per objective, in their order.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 candidates are out of range.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Ask for 1 to %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The seed is negative.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The number of workers is out of range.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use 0 (automatic) to 256.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The deadline must be above 0 seconds.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" does not name data.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write FORMAT:PATH, such as idx:fashion-mnist, or glyphs: for the built-in letters.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Csv</name>
    <message>
        <source>A quoted cell is not closed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close it with a double quote.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Text follows a closing quote.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Double the quotes inside a quoted cell.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This line has %1 cells, the header has %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give every line as many cells as the header.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The table is empty.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its first line names the columns.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The table has no column "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its columns are: %1.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>The data file cannot be opened.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is not a file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a data file or a folder that holds some.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The data file cannot be read.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The compressed data are damaged or end too early.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Get the file again, or unpack it with gzip to see what is left.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file ends here, %1 bytes too early, within %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is truncated: get it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Bytes follow here, after everything that the header promises.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check that it is the right file; cut it off here if it is.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The folder has no file data_batch_1.bin.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a folder with data_batch_1.bin ... and test_batch.bin (each may end in .gz), or one such file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file ends within record %1: a record has 3073 bytes (label, then 3 x 1024).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is truncated or not of CIFAR-10's binary version: get it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The label %1 is out of range: 0 to 9.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is damaged or not of CIFAR-10's binary version: get it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The data have more than a million images.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use fewer batches.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The data format "%1" is not known.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 images are too few to be split into training and validation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use data with at least ten images of each class.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The font cannot be read.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Install its package again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The font has no letter %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The font's letter %1 cannot be drawn.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The font that the glyphs are drawn from is missing; it belongs to the package %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Install it: apt install %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The folder has no file %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte (each may end in .gz), or one images file with its labels file beside it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No labels file lies beside the images file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Put it beside it, with "labels" in the place of "images" in its name (train-images-idx3-ubyte and train-labels-idx1-ubyte).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is no IDX file of images: it does not begin with the bytes 00 00 08 03.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is no IDX file of labels: it does not begin with the bytes 00 00 08 01.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check that it is the right file; another format needs another name, such as cifar-binary:PATH.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The header claims %1 for %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is damaged or no IDX file: get it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The header claims %1 images of %2 x %3 bytes, far more than the file can hold.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is truncated or its header damaged: get it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The header claims %1 labels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The label %1 is out of range: no image has label %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Labels are numbers 0, 1, 2 ... without a gap; mend or leave out this image.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file has %1 images, but %2 has %3 labels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Put the images and labels of the same set together.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The test images are %1, those for training %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Put the files of the same set together.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Device</name>
    <message>
        <source>"%1" is not known here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A number of a device must be finite and not negative.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A number without unit and evidence tag does not count.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write it as {"v": 1.5, "unit": "W", "tag": "user", "source": "..."}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This profile has version %1; this program reads version 1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use a newer program.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A device needs a compute unit.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no device "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a profile's JSON file or one of: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The profile "%1" lacks a number that the roofline model needs.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it with unit and evidence tag.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The device "%1" has no peak for the precision "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It has: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A batch of %1 is out of range.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use 1 to 65536.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The precision "%1" is not known.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use fp32, fp16, bf16, int16 or int8.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A peak, bandwidth or efficiency of "%1" is 0.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give it a positive value.</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>Estimate</name>
    <message>
        <source>"%1" is nothing that a cost model gives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write "latency", "energy" or "peak_memory".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A batch of %1 is out of range.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give 1 to 65536.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The profile of %1 does not hold the figures for this metric.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose another metric or device, or add power figures to the profile.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The column "%1" is not a finite number here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leave the cell empty where nothing was measured.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" in the column "%2" is not a number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write numbers with a decimal point and no unit.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The transform "%1" of %2 gives no finite number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use a transform that fits every value of the column.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The key "%1" stands on line %2 too, with another value.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Keep one row for each key.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The objective is in "%1", but this estimator gives "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write "unit": "%1" in the objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The space %1 has no scale "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its scales are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no estimator type "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The types are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The estimator of %1 gave %2 instead of a number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No estimator gave a value of %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Objective "%1": %2</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is no static cost.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write "params", "macs" or "peak_activation_bytes".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The table %1 does not hold this design.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" was not measured for this design (table %2, line %3).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The transform "%1" cannot be used: %2</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write an expression of x, such as "100 - x".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a table with one row for each design.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The key "%1" in the column "%2" is not a design of the space %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name the column that holds the text form of the designs, or join it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The training gave no finite accuracy: it diverged.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lower the learning rate of the recipe.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is nothing that a training gives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write "validation_error" or "validation_accuracy".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This objective would look for the worst networks: its direction does not fit "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Minimise an error, maximise an accuracy.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There are no data "%1" to train on.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add "data": {"%1": {"format": "glyphs"}} to the configuration.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The configuration names: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The scale "%1" takes %2 and %3 classes, the data are %4 and %5.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a scale of the space that fits the data, or other data.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Training needs worker processes, and there are none here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use tables, static costs or cost models.</source>
        <translation type="unfinished" />
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
    <name>Expression</name>
    <message>
        <source>The expression is too long.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An operator is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Remove the rest or join it with an operator.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The expression is too deep.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use fewer parentheses.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A list is expected after "in".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write it as in [1, 2, 3].</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The expression ends too early.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add a number, a name or a parenthesis.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write a number, a name or a parenthesis.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is not a number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write it as 1.5, 2e6 or 500k.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Letters follow a number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known suffixes are k, M and G.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This text is not closed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close it with the quote it began with.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An empty text matches nothing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write the text to compare with.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not known here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use one of the names of this place.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Did you mean "%1"?</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no function "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The functions are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 does not take %2 arguments.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give it %1.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Check the path and its permissions.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check that the path exists.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a place that you may read and write.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name a file in it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>FrontPlot</name>
    <message>
        <source>bound %1</source>
        <translation>Schranke %1</translation>
    </message>
</context>
<context>
    <name>Json</name>
    <message>
        <source>This is not valid JSON.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Mend the text at this place.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The document is nested deeper than %1 levels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Flatten it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The member "%1" is missing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A string is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A number is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This number is too large.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A whole number is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>true or false is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A list is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not known here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>Node %1 does not exist, so it cannot be an input of %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The operator %1 cannot take these inputs: %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Channels, kernel, stride, dilation and groups must be at least 1, padding at least 0.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A window of %1x%2 with padding %3 and dilation %4 does not fit.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 groups must divide the %2 input and the %3 output channels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The padding of a pool must be at most half of its window.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Put a flatten or a global pooling before it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>All inputs of a sum must have the same shape.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The second input must have the shape of the first, or [C, 1, 1].</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>All inputs of a concatenation must have the same height and width.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The result would have too many channels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A network has exactly one input, its first node.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The layer would be too large: at most 2^30 elements and 1e13 MACs.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It takes %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Every dimension of a shape must be at least 1.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Pareto</name>
    <message>
        <source>Point %1 of the front has %2 objectives where the first has %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give every point the same objectives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Point %1 of the front has a value that is not a finite number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leave out points with missing values.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The reference point needs one finite number for every objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give a value that is worse than those of the points.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The exact hypervolume is there for up to 6 objectives, not for %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leave out objectives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Point %1 has %2 objectives, the reference point has %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give the reference point one value for every objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Point %1 has a value that is not a finite number.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is no type of message.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>The study is open for reading only.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save a copy and search in that.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The state of the search in the study is damaged.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Start a new study; the candidates of this one can still be read.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Candidate %1 of the study is %2, but the strategy now proposes %3: the search cannot be continued exactly.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Continue it with the program that wrote it, or start a new study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>This is not a state of the strategy "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Start a new search from the study's candidates.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The state belongs to another space or to other objectives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The design of an outcome has %1 choices, the space has %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tell only designs of the space that is searched.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An outcome has %1 values for %2 objectives.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tell one value for every objective.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An outcome has a value that is not a finite number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tell it as failed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is a probability.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give a number from 0 to 1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A population of %1 is out of range.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give 2 to 10000.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no strategy "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The strategies are: %1.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Space</name>
    <message>
        <source>In the expression "%1", %2: %3</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A number or an expression is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An expression may read at most %1 names.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The expression "%1" reads an unknown name.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no choice here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add one.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There are more than %1 choices when the repeats are unrolled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Repeat less, or share the choices of a repeat.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Two choices are called "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Rename one of them.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of a choice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use a letter, then letters, digits and underscores.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An empty condition says nothing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Remove it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a type of choice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: categorical, boolean, integer, group, repeat.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A repeat must have 1 to %1 copies.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a layer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: architecture, recipe, compression, deployment.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This range of integers has no levels, or more than %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let low be at most high, and step at least 1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A choice must have 1 to %1 levels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A level must be a finite number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be a level.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use 1 to 64 characters without spaces, ';', '=', '{' and '}'.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The level "%1" is there twice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choices have more than %1 levels in all.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The conditions of the unrolled choices are too long in all.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Shorten them or repeat less.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This condition reads "%1", which depends on it: a cycle.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let a condition read only choices that stand before it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This condition reads "%1", which is chosen only later.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Move that choice before this one.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The conditions tie too many choices together to count the designs (at "%1").</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let conditions read fewer choices, or choices that stand nearer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A whole number from %1 to %2 is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The input is channels, height and width.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write it as [3, 32, 32].</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Names with numbers are expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of a parameter.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The parameter "%1" of the other scales is missing here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give every scale the same parameters.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The parameter "%1" is unknown to the first scale.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A space is an object with choices and a network.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The document is of version %1; this program reads version %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open it with a newer Paretoscope.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of a space.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use small letters, digits, '-' and '_'.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A space has 1 to %1 scales.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of this scale, or is there twice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The first scale must be called "deploy": the network that will run.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Rename it or move it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is neither a built-in space nor a file.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Built in are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The template does not come to an end.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Loop less often.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An attribute of this operator becomes %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A whole number within range is expected; "nan" comes from an inactive choice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The padding of this window must be given.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The network has more than %1 nodes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The count of this loop becomes %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A whole number from 0 to %1 is expected.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no case for "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it, or a default.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The network ends in %1, but its scale has %2 classes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End it with a linear layer of "classes" channels.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A value that is read here was not made in this design.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give it its name in every branch.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no operator "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The operator %1 needs "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not known here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The operator %1 cannot take %2 inputs.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A kernel is one number, or height and width.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This value is not possible here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A whole number within range is expected.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A design of this space has %1 genes, not %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choice "%1" has no level number %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choice "%1" is active but has no level.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choice "%1" has a level but is not active.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The space %1 has no scale "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It has: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The template has more than %1 statements.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is not a statement.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Known are: op, let, for, repeat, if, switch, block, use, scope.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>At least one value is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no value "%1" before this place.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of a value.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be a name.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is the name of a choice or of a scale's parameter already.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Names with their expressions are expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be the name of a part of the network.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use letters, digits, '_', '-' and '.'.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A loop needs a count, or a repeated choice to go over.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add "count" or "over".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a repeated choice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name an entry of type repeat.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Loops over repeated choices may be nested %1 deep.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Levels with their statements are expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a level of this choice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no case for the level "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no block "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Define it in "blocks".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The block "%1" takes %2 values, not %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The block "%1" has no parameter "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The block "%1" needs the argument "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Add it to "args".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" cannot be a name here, or is there twice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Blocks with their names are expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There are more than %1 blocks.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A block takes at least one value.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The block "%1" calls itself: a cycle.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The block "%1" calls others too deeply.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let blocks call only simpler ones, at most 16 deep.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A choice and its value are expected here: choice=value.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This space has no choice "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its first one is "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a level of "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its levels are: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is given twice.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choice "%1" is missing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The choice "%1" is not active in this design.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Leave it out; it is chosen only when %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A space with conditions cannot have a pattern as its text form.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Remove "text": designs then read choice=value;choice=value.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is not a choice, or appears twice in the pattern.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name every choice once, in braces.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The pattern lacks the choice "%1".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A level of "%1" is expected here, then "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The design should end here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Remove the rest.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An expression may have at most %1 characters.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Split it with "let".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The space is too large to count under its conditions.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let conditions read fewer choices, or repeat less.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>A row of the study cannot be understood.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open a copy of the study from before the damage.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is no room to write the study. All that was reported done is kept.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Free some space, then open the study again, or save a copy elsewhere.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study may not be written.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save a copy in a place that you may write.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be opened.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is not a study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a file that Paretoscope wrote.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study is damaged.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open a copy of it; "sqlite3 FILE .recover" may save its rows.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Another program holds the study locked.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End that program, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There is not enough memory for the study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End other programs, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be read or written.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check the disk, then open the study again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file is a database, but not a study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study was written by a newer Paretoscope (its version is %1, this program knows versions up to %2).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open it with the newer program.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is a folder, not a study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study is cut off: its end is missing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Copy it again from where it is whole.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be copied for reading.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be written.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study was closed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study is open for reading only.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save a copy in a place that you may write, and open that.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study has the older version %1 and must be brought up to date first.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open it once for writing, or a copy of it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file exists already.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose another name, or open the study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A search needs at least one candidate.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is the study itself.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose another name for the copy.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be opened for writing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The study cannot be locked.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Another program (%1) is writing the study.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close it there, or open it read-only here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The disk failed while the study was read or written.</source>
        <translation type="unfinished" />
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
        <translation type="unfinished" />
    </message>
    <message>
        <source>No program is named.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The program %1 cannot be started.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check that it is installed and that its path is right.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The program does not read its input.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The program wrote a line of more than 64 MiB.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Tensors</name>
    <message>
        <source>The file is damaged or no safetensors file: write it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The tensor "%1" has a name twice or values that do not fit its shape.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Values of type %1 are not supported.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Convert them to F32.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Shape or offsets are wrong.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The values of "%1" do not lie within the file or do not fit its shape.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file ends within its header.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The header claims %1 bytes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An object is expected here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tensors overlap.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Bytes of the file belong to no tensor.</source>
        <translation type="unfinished" />
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
</context>
<context>
    <name>Training</name>
    <message>
        <source>A seed is expected here: a whole number from 0 on.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1 is out of range for "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give a number %1 to %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Give a whole number from %1 to %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The weights do not fit the network: %1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use the weights that were trained for this design and scale.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use a smaller batch, a smaller scale of the space, or fewer workers at once.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>LibTorch refused an operation.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The log has its words; please report this design.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The training was cancelled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The network takes %1, the images of %2 are %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a scale of the space that fits the data.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The network has %1 outputs, but %2 has %3 classes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Choose a scale of the space with as many classes.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The test split was not loaded.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The training became unstable: the loss is %1 at step %2 of %3.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lower the learning rate or lengthen the warm-up of the recipe.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>The work was cancelled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>%1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It exceeded its deadline of %1 s.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It exceeded its deadline of %1 s in stage "%2".</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Allow more time or make the task smaller.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker sent something that is no message, and was ended.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker ran out of memory.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use fewer workers or a smaller batch.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker crashed (%1).</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Its last words are in the log.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker ended with status %1 before it had answered.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker program %1 cannot be started.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Build or install paretoscope-worker beside this program.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker ended while it started.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker did not say hello: it is another program.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker speaks version %1 of the protocol, not %2.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The worker did not start within %1 s.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check the installation of paretoscope-worker.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Standard input and output cannot be used for the protocol.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The task was cancelled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The loss is not finite at step 1.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>"%1" is no mode of the self-test.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tasks of the kind "%1" are not known here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Use programs of the same version together.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Explorer for hardware-aware neural architecture search.</source>
        <translation>Erkundung hardwarebewusster Architektursuchen.</translation>
    </message>
    <message>
        <source>Study (.pscope) or search configuration (.json).</source>
        <translation>Studie (.pscope) oder Suchkonfiguration (.json).</translation>
    </message>
    <message>
        <source>Open the example study.</source>
        <translation>Die Beispielstudie öffnen.</translation>
    </message>
    <message>
        <source>Start (or continue) its search.</source>
        <translation>Ihre Suche starten (oder fortsetzen).</translation>
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
            <numerusform>Bilder von %1 in %n Klasse.</numerusform><numerusform>Bilder von %1 in %n Klassen.</numerusform></translation>
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
            <numerusform>%n Kandidat</numerusform><numerusform>%n Kandidaten</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n on the front</source>
        <translation>
            <numerusform>%n auf der Front</numerusform><numerusform>%n auf der Front</numerusform></translation>
    </message>
    <message>
        <source>Candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message>
        <source>Figures (*.svg *.pdf *.png)</source>
        <translation>Bilder (*.svg *.pdf *.png)</translation>
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
        <source>← better</source>
        <translation>← besser</translation>
    </message>
    <message>
        <source>better →</source>
        <translation>besser →</translation>
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
            <numerusform>%n Punkt nicht gezeigt: Eine logarithmische Achse hat keinen Platz für null oder weniger</numerusform><numerusform>%n Punkte nicht gezeigt: Eine logarithmische Achse hat keinen Platz für null oder weniger</numerusform></translation>
    </message>
    <message>
        <source>Pareto front: %1 over %2</source>
        <translation>Pareto-Front: %1 über %2</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) drawn, %1 on the front. Arrow keys walk along the front, plus and minus zoom, Home shows everything.</source>
        <translation>
            <numerusform>%n Kandidat gezeichnet, %1 auf der Front. Pfeiltasten folgen der Front, Plus und Minus zoomen, Pos1 zeigt alles.</numerusform><numerusform>%n Kandidaten gezeichnet, %1 auf der Front. Pfeiltasten folgen der Front, Plus und Minus zoomen, Pos1 zeigt alles.</numerusform></translation>
    </message>
    <message>
        <source>bound %1</source>
        <translation>Schranke %1</translation>
    </message>
    <message>
        <source>candidate %1</source>
        <translation>Kandidat %1</translation>
    </message>
    <message>
        <source>Show everything	Home</source>
        <translation>Alles zeigen	Pos1</translation>
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
        <source>Save image…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>candidate</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>kind</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n outside this view (Home shows all)</source>
        <translation>
            <numerusform>%n außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform><numerusform>%n außerhalb dieser Ansicht (Pos1 zeigt alle)</numerusform></translation>
    </message>
    <message>
        <source>Whole view	Home</source>
        <translation type="unfinished" />
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
        <source>Arrow keys walk along the edges, F shows everything.</source>
        <translation>Pfeiltasten folgen den Kanten, F zeigt alles.</translation>
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
            <numerusform>Zufallssuche: %n Lauf, 10. bis 90. Perzentil</numerusform><numerusform>Zufallssuche: %n Läufe, 10. bis 90. Perzentil</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>random search, estimated from %n random design(s) of this study</source>
        <translation>
            <numerusform>Zufallssuche, geschätzt aus %n zufälligen Entwurf dieser Studie</numerusform><numerusform>Zufallssuche, geschätzt aus %n zufälligen Entwürfen dieser Studie</numerusform></translation>
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
        <source>hypervolume    better →</source>
        <translation>Hypervolumen    besser →</translation>
    </message>
    <message>
        <source>hypervolume (%1)    better →</source>
        <translation>Hypervolumen (%1)    besser →</translation>
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
        <source>10th to 90th percentile</source>
        <translation>10. bis 90. Perzentil</translation>
    </message>
    <message>
        <source>Hypervolume over evaluations</source>
        <translation>Hypervolumen über Bewertungen</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 after %n evaluation(s).</source>
        <translation>
            <numerusform>%1 %2 nach %n Bewertung.</numerusform><numerusform>%1 %2 nach %n Bewertungen.</numerusform></translation>
    </message>
    <message>
        <source>Random search: %1.</source>
        <translation>Zufallssuche: %1.</translation>
    </message>
    <message numerus="yes">
        <source>after %n evaluation(s)</source>
        <translation>
            <numerusform>nach %n Bewertung</numerusform><numerusform>nach %n Bewertungen</numerusform></translation>
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
        <source>Show everything	Home</source>
        <translation>Alles zeigen	Pos1</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>hypervolume</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>hypervolume (%1)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Copy data</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>random search, 10th percentile</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>random search, 90th percentile</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>random median</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>10᎐ %</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>pscope::InspectorPanel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the design's text or everything shown here</source>
        <translation>Den Text des Entwurfs oder alles hier Gezeigte kopieren</translation>
    </message>
    <message>
        <source>Copy the design's text</source>
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
            <numerusform>1 von %n ausgewählt</numerusform><numerusform>1 von %n ausgewählt</numerusform></translation>
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
        <source>%1 – Paretoscope</source>
        <translation>%1 – Paretoscope</translation>
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
        <source>Studies and configurations (*.pscope *.json);;All files (*)</source>
        <translation>Studien und Konfigurationen (*.pscope *.json);;Alle Dateien (*)</translation>
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
Fortsetzen bis zu dieser Zahl:</numerusform><numerusform>Die Suche hat ihre %n Kandidaten bewertet.
Fortsetzen bis zu dieser Zahl:</numerusform></translation>
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
            <numerusform>%n Kandidat</numerusform><numerusform>%n Kandidaten</numerusform></translation>
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
        <source>Open a space's JSON document</source>
        <translation>Das JSON-Dokument eines Raums öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n Klasse</numerusform><numerusform>%n Klassen</numerusform></translation>
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
        <source>How many designs are evaluated</source>
        <translation>Wie viele Entwürfe bewertet werden</translation>
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
</context>
<context>
    <name>pscope::StudyDocument</name>
    <message>
        <source>Candidate %1: %2</source>
        <translation>Kandidat %1: %2</translation>
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
            <numerusform>%1, %n Kandidat</numerusform><numerusform>%1, %n Kandidaten</numerusform></translation>
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
        <source>&lt;p&gt;An expression (&amp;lt; &amp;lt;= == != and or not), or any part of a design's text. Names:&lt;/p&gt;%1</source>
        <translation>&lt;p&gt;Ein Ausdruck (&amp;lt; &amp;lt;= == != and or not) oder ein Teil vom Text eines Entwurfs. Namen:&lt;/p&gt;%1</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
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
        <source>A study (.pscope) or a search configuration (.json)</source>
        <translation>Eine Studie (.pscope) oder eine Suchkonfiguration (.json)</translation>
    </message>
    <message>
        <source>Recent studies</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>You can also drop a study or a configuration on this window.</source>
        <translation>Sie können eine Studie oder Konfiguration auch auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Start the example: small networks are trained on this computer, and each one appears in the plane of its objectives.&lt;/p&gt;&lt;p&gt;Select a candidate to see its architecture and where its numbers come from.&lt;/p&gt;&lt;p&gt;Then make a study of your own, for your data and your device.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Starten Sie das Beispiel: Kleine Netze werden auf diesem Rechner trainiert, und jedes erscheint in der Ebene seiner Ziele.&lt;/p&gt;&lt;p&gt;Wählen Sie einen Kandidaten, um seine Architektur zu sehen und woher seine Zahlen kommen.&lt;/p&gt;&lt;p&gt;Legen Sie dann eine eigene Studie an, für Ihre Daten und Ihr Gerät.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
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
</context>
</TS>
