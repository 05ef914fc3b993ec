package org.xraystream.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the build's version and the model that ships with it. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException, ModelPackageException {
        Properties build = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
            build.load(in);
        }
        ModelIdentity model = ModelPackage.release().manifest().identity();
        return new String[] {"xraystream " + build.getProperty("version"), "model " + model.id() + " " + model.version()
        };
    }
}
