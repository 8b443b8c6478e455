package io.herald.platform.table;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.herald.platform.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through an uploaded workbook before the reader opens it. The reader holds one row and all shared texts in memory, and
 * believes every cell address, so a small hostile file could otherwise fill the heap.
 */
final class WorkbookGuard {
    private static final int MAX_ENTRIES = 2_000;
    private static final long MAX_EXPANDED = 400L << 20;
    private static final long MAX_SHARED_CHARACTERS = 32L << 20;
    private static final int MAX_CELLS_IN_A_ROW = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

    private final XMLInputFactory xml = new InputFactoryImpl();
    private long expanded;
    private long sharedTexts;
    private long sharedCharacters;
    private long highestShared = -1;

    private WorkbookGuard() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** @throws Problem 400 when the file is no workbook or one that no honest program writes */
    static void check(Path path) throws IOException {
        try (var zip = ZipFile.builder().setPath(path).get()) {
            var guard = new WorkbookGuard();
            var entries = Collections.list(zip.getEntries());
            require(entries.size() <= MAX_ENTRIES, "it has too many parts");
            for (var entry : entries) {
                guard.scan(entry.getName(), zip.getInputStream(entry));
            }
            require(guard.highestShared < guard.sharedTexts, "it names a text it does not hold");
        } catch (XMLStreamException | ZipException damaged) {
            throw Problem.unreadable("The workbook is damaged; open it, save it again as .xlsx and retry.");
        }
    }

    /**
     * Any part may hold a sheet, whatever its name. One that is no XML, such as a picture, stops this parser where it would
     * stop the reader's, which is the same.
     */
    private void scan(String name, InputStream in) throws IOException, XMLStreamException {
        try (var counted = new Counted(in)) {
            scanXml(counted);
        } catch (XMLStreamException noXml) {
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                throw noXml;
            }
        }
    }

    private void scanXml(InputStream in) throws XMLStreamException {
        var reader = xml.createXMLStreamReader(in);
        var part = new Part();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw refusal("it declares a document type");
                case XMLStreamConstants.START_ELEMENT -> startElement(reader, part);
                case XMLStreamConstants.CHARACTERS -> characters(reader, part);
                default -> {}
            }
        }
    }

    private void startElement(XMLStreamReader reader, Part part) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "si" -> {
                sharedTexts++;
                part.holdsTexts = true;
            }
            case "row" -> part.cells = 0;
            case "c" -> {
                checkAddress(reader);
                part.shared = "s".equals(reader.getAttributeValue(null, "t"));
                require(++part.cells <= MAX_CELLS_IN_A_ROW, "a row has too many cells");
            }
            case "v" -> {
                if (part.shared) {
                    noteShared(reader.getElementText());
                }
            }
            default -> {}
        }
    }

    private void characters(XMLStreamReader reader, Part part) {
        if (part.holdsTexts) {
            sharedCharacters += reader.getTextLength();
            require(sharedCharacters <= MAX_SHARED_CHARACTERS, "its texts are too long");
        }
    }

    private static void checkAddress(XMLStreamReader reader) {
        var address = reader.getAttributeValue(null, "r");
        require(address == null || ADDRESS.matcher(address).matches(), "a cell has an impossible address");
    }

    private void noteShared(String index) {
        require(index.isEmpty() || index.matches("[0-9]{1,9}"), "it names a text it does not hold");
        highestShared = index.isEmpty() ? highestShared : Math.max(highestShared, Long.parseLong(index));
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw refusal(otherwise);
        }
    }

    private static Problem refusal(String reason) {
        return Problem.unreadable("The workbook is refused: " + reason + ".");
    }

    /** What is known of the part being scanned. */
    private static final class Part {
        private boolean holdsTexts;
        private boolean shared;
        private int cells;
    }

    /** Stops as soon as all parts together are too large, whatever size the archive claims for them. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            expanded += read;
            require(expanded <= MAX_EXPANDED, "it is too large when unpacked");
        }
    }
}
