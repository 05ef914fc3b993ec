package org.xraystream.training.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose film a file of the paediatric chest X-ray set is, from its name. */
final class PatientNames {
    private static final Pattern PNEUMONIA = Pattern.compile("(person\\d+)_.*");
    private static final Pattern NORMAL = Pattern.compile("(?:NORMAL2-)?(IM-\\d+)-.*");

    private PatientNames() {}

    /**
     * The patient. A name of another form stands for a patient of its own, together with its folders, since such names
     * may be mere numbers that begin anew in every folder.
     *
     * @param folders the names of the folder of this part of the data and of the class
     */
    static String of(String folders, String fileName) {
        for (Pattern pattern : new Pattern[] {PNEUMONIA, NORMAL}) {
            Matcher matcher = pattern.matcher(fileName);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return folders + "/" + fileName;
    }
}
